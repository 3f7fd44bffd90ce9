#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/boot/boot_info.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/hal/machine.h"
#include "src/heap/array.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/kernel/source_library.h"
#include "src/kernel/terminal.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel {

/// VM[0] and everything it lives in: its envelope, its kernel-held stacks, code and dictionary,
/// and its terminal. Pinned: the VM instance refers to its neighbours here.
class PrimordialVm {
 public:
  /// Size of the envelope of VM[0].
  static constexpr ByteCount kEnvelopeSize = MiB(16);

  PrimordialVm(const boot::BootInfo& info, hal::Machine& machine)
      : sources_(info.modules, machine.files()), terminal_(machine.console(), sources_) {}
  PrimordialVm(const PrimordialVm&) = delete;
  PrimordialVm& operator=(const PrimordialVm&) = delete;
  ~PrimordialVm() = default;

  /// Instantiates the VM; its dictionary then holds every word. Once only. The modules to run,
  /// in order, are interpreted before its prompt. Error::kOutOfMemory.
  [[nodiscard]] Result<void> Instantiate(const boot::BootInfo& info, heap::Heap& heap,
                                         vmm::EnvelopeAllocator& envelopes);

  /// The VM instance; panics before Instantiate.
  [[nodiscard]] forthvm::Vm& vm() [[clang::lifetimebound]];

 private:
  SourceLibrary sources_;
  Terminal terminal_;
  vmm::Envelope envelope_;
  heap::Array<std::string_view> startup_files_;
  std::optional<heap::Box<forthvm::VmArrays>> arrays_;
  std::optional<forthvm::Vm> vm_;
};

}  // namespace starkernel::kernel
