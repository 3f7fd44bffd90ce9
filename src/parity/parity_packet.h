#pragma once

#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/text_writer.h"
#include "src/forthvm/vm.h"
#include "src/parity/post.h"

namespace starkernel::parity {

/// What two VM instances have to have in common to be the same machine.
struct BootstrapPacket {
  std::uint32_t word_count = 0;
  GuestAddr here{};
  std::uint32_t latest_id = 0;  ///< Creation index, from 0.
  std::uint64_t hash = 0;       ///< See CanonicalHash.
};

/// The packet of a VM instance, which has at least one word.
[[nodiscard]] BootstrapPacket BootstrapOf(const forthvm::Vm& vm);

/// Writes `PARITY:M7.1a word_count=... here=0x... latest_id=... hash=0x...` as one line.
void WriteBootstrap(const BootstrapPacket& packet, TextWriter::Sink& sink);

/// Writes `PARITY:M7.1b tests=... pass=... fail=... skip=... err=...` as one line.
void WritePostPacket(const PostTally& tally, TextWriter::Sink& sink);

/// Writes `PARITY:M7.1c observed=... window_hash=0x...` as one line: of how many cases physics was
/// on at the end, and what it had seen of them.
void WriteWindowPacket(const PostTally& tally, TextWriter::Sink& sink);

}  // namespace starkernel::parity
