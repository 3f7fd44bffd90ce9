#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/forth_runner.h"
#include "src/arbiter/runnable.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_options.h"
#include "src/devices/device_access.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/hal/clock.h"
#include "src/hal/machine.h"
#include "src/hal/virtual_time.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/kernel/file_library.h"
#include "src/kernel/growing_storage.h"
#include "src/kernel/native_home.h"
#include "src/kernel/startup_modules.h"
#include "src/kernel/terminal.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/vm_door.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/ramfs/ram_block_device.h"
#include "src/ramfs/ram_file_store.h"
#include "src/regions/vm_windows.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::kernel {

/// VM[0] and everything it lives in: its envelope, its kernel-held stacks, code and dictionary,
/// its files and blocks in RAM, and its terminal. Pinned: the VM instance refers to its neighbours
/// here. Ctrl-C breaks what it computes.
class PrimordialVm final : public arbiter::Lookout {
 public:
  /// Size of the envelope of VM[0]: of its addresses. Its pages come when they are touched.
  static constexpr ByteCount kEnvelopeSize = MiB(16);
  /// The last of its addresses, for memory that is mapped there.
  static constexpr PageCount kWindows{512};

  explicit PrimordialVm(hal::Machine& machine [[clang::lifetimebound]]) : machine_(machine) {}
  PrimordialVm(const PrimordialVm&) = delete;
  PrimordialVm& operator=(const PrimordialVm&) = delete;
  ~PrimordialVm() = default;

  /// The time of VM[0] and of those that it spawns: where two machines are to be compared, not the
  /// machine's.
  [[nodiscard]] hal::Clock& ClockOf(const boot::BootOptions& options) [[clang::lifetimebound]];

  /// What it is to the kernel's tables; panics before Instantiate.
  [[nodiscard]] kernel_words::VmIdentity identity() const;

  /// What the envelope of VM[0] holds; panics before Instantiate.
  [[nodiscard]] const vmm::EnvelopeStatistics& memory() const [[clang::lifetimebound]] {
    return envelope_.statistics();
  }

  /// Its memory that others may share; panics before Instantiate.
  [[nodiscard]] regions::VmWindows& windows() [[clang::lifetimebound]];

  /// Its kernel-held arrays; null before Instantiate.
  [[nodiscard]] const GrowingStorage* storage() const [[clang::lifetimebound]] {
    return storage_.has_value() ? &*storage_ : nullptr;
  }
  [[nodiscard]] GrowingStorage* storage() [[clang::lifetimebound]] {
    return storage_.has_value() ? &*storage_ : nullptr;
  }

  /// Instantiates the VM; its dictionary then holds every word, and it the root capabilities. Once
  /// only; `model` has never run; without `natives` there is no machine code. The modules to run,
  /// in order, are interpreted before its prompt. Error::kOutOfMemory; Error::kCapacity if there is
  /// no room for its capabilities.
  [[nodiscard]] Result<void> Instantiate(const boot::BootInfo& info, heap::Heap& heap,
                                         vmm::EnvelopeAllocator& envelopes,
                                         const kernel_words::KernelObjects& objects,
                                         const forthvm::Vm& model, NativeHome* natives);

  /// Tells VM instances of interrupts of their devices, and looks, every few times, for the user's
  /// input and wish to stop a computation.
  void Look(arbiter::CpuArbiter& vm_arbiter, bool rested) override;
  /// Whether that would be in vain.
  [[nodiscard]] bool SeesNothing() override SK_EXCLUDES(kInterruptContext);

  /// What the arbiter runs; panics before Instantiate.
  [[nodiscard]] arbiter::ForthRunner& runner() [[clang::lifetimebound]];

  /// The VM instance; panics before Instantiate.
  [[nodiscard]] forthvm::Vm& vm() [[clang::lifetimebound]];

 private:
  /// Looking at a console costs a device access or a system call: rarely beside a window, often
  /// beside a user's patience.
  static constexpr unsigned kLooksBetweenPolls = 8;

  [[nodiscard]] bool FindsSomething(Terminal& terminal) SK_EXCLUDES(kInterruptContext);

  /// Where two machines are to be compared, their time is not the machine's.
  [[nodiscard]] Terminal::Services ServicesOf(bool parity);

  hal::Machine& machine_;
  hal::VirtualTime virtual_time_;
  std::optional<heap::Box<ramfs::RamFileStore>> ram_files_;
  std::optional<heap::Box<ramfs::RamBlockDevice>> blocks_;
  std::optional<StartupModules> startup_;
  std::optional<FileLibrary> files_;
  vmm::Envelope envelope_;
  devices::DeviceAccess* devices_ = nullptr;
  kernel_words::VmKeeper* vms_ = nullptr;
  std::optional<regions::VmWindows> windows_;
  std::optional<kernel_words::VmDoor> door_;
  std::optional<Terminal> terminal_;
  std::optional<GrowingStorage> storage_;
  std::optional<forthvm::Vm> vm_;
  std::optional<arbiter::ForthRunner> runner_;
  unsigned looks_ = 0;
};

}  // namespace starkernel::kernel
