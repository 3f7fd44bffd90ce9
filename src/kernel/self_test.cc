#include "src/kernel/self_test.h"

#include "src/base/format.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_options.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/heap/array.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/kernel/native_home.h"
#include "src/kernel/self_test_natives.h"
#include "src/parity/packed_corpus.h"
#include "src/parity/packed_module.h"
#include "src/parity/parity_packet.h"
#include "src/parity/post.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel {

Result<bool> SelfTest(const boot::BootOptions& options, const forthvm::Vm& vm,
                      const forthvm::Vm& model, heap::Heap& heap, vmm::EnvelopeAllocator& envelopes,
                      NativeHome& natives_home, TextWriter::Sink& console) {
  parity::PostTally tally;
  if (options.post != boot::PostChoice::kOff) {
    // Cleared whole before each case, so that it has to be there whole.
    const vmm::Envelope envelope = TRY(envelopes.Allocate(
        {.size = parity::kPostEnvelope, .kept = PagesFor(parity::kPostEnvelope) - PageCount(1)}));
    const heap::Box<forthvm::VmArrays> arrays = TRY(heap::MakeBox<forthvm::VmArrays>(heap));
    const forthvm::VmStorage storage = forthvm::StorageIn(*arrays, envelope.bytes());
    const heap::Array<char> room = TRY(heap::MakeArray<char>(heap, parity::LongestModule()));
    SelfTestNatives natives(natives_home);
    const bool is_native = model.engine() == forthvm::EngineKind::kNative;
    parity::PostRun post(model, storage, heap, console, is_native ? &natives : nullptr);
    for (const parity::PackedModule& module : parity::PackedCorpus()) {
      post.Run(TRY(parity::UnpackModule(module, room.span())));
    }
    tally = post.Finish();
    TextWriter writer(console);
    Format(writer, "POST had {} bytes of machine code\n", natives.bytes().value());
  }
  if (options.parity) {
    parity::WriteBootstrap(parity::BootstrapOf(vm), console);
    if (options.post != boot::PostChoice::kOff) {
      parity::WritePostPacket(tally, console);
      parity::WriteWindowPacket(tally, console);
    }
  }
  return tally.AllPassed();
}

}  // namespace starkernel::kernel
