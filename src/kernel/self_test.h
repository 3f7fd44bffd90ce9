#pragma once

#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_options.h"
#include "src/forthvm/vm.h"
#include "src/heap/heap.h"
#include "src/kernel/native_home.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel {

/// What the options ask for, on `console`: POST, in VM instances that share the words of `model`
/// and its engine, and have memory that is given back, and the packets by which two machines are
/// compared, of which the first is about `vm`, which must not have run yet. Whether POST passed or
/// was not asked for. Error::kOutOfMemory.
[[nodiscard]] Result<bool> SelfTest(const boot::BootOptions& options, const forthvm::Vm& vm,
                                    const forthvm::Vm& model, heap::Heap& heap,
                                    vmm::EnvelopeAllocator& envelopes, NativeHome& natives_home,
                                    TextWriter::Sink& console);

}  // namespace starkernel::kernel
