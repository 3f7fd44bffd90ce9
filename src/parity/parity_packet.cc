#include "src/parity/parity_packet.h"

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/forthvm/vm.h"
#include "src/parity/canonical_hash.h"
#include "src/parity/post.h"

namespace starkernel::parity {

BootstrapPacket BootstrapOf(const forthvm::Vm& vm) {
  // Word ids count from 1, so that the end is one more than there are words.
  const std::uint32_t count = vm.word_end().value() - 1;
  return {
      .word_count = count, .here = vm.here(), .latest_id = count - 1, .hash = CanonicalHash(vm)};
}

void WriteBootstrap(const BootstrapPacket& packet, TextWriter::Sink& sink) {
  TextWriter writer(sink);
  Format(writer, "PARITY:M7.1a word_count={} here=0x{:x} latest_id={} hash=0x{:016x}\n",
         packet.word_count, packet.here.value(), packet.latest_id, packet.hash);
}

void WritePostPacket(const PostTally& tally, TextWriter::Sink& sink) {
  TextWriter writer(sink);
  Format(writer, "PARITY:M7.1b tests={} pass={} fail={} skip={} err={}\n", tally.cases,
         tally.passed, tally.failed, tally.skipped, tally.errors);
}

void WriteWindowPacket(const PostTally& tally, TextWriter::Sink& sink) {
  TextWriter writer(sink);
  Format(writer, "PARITY:M7.1c observed={} window_hash=0x{:016x}\n", tally.observed,
         tally.window_hash);
}

}  // namespace starkernel::parity
