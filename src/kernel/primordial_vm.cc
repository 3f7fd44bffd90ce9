#include "src/kernel/primordial_vm.h"

#include <utility>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/forth_runner.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_options.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/devices/device_access.h"
#include "src/devices/interrupt_bridge.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/wait.h"
#include "src/hal/clock.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/growing_storage.h"
#include "src/kernel/message_home.h"
#include "src/kernel/native_home.h"
#include "src/kernel/startup_modules.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/root_capabilities.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/ramfs/ram_block_device.h"
#include "src/ramfs/ram_file_store.h"
#include "src/regions/vm_windows.h"
#include "src/storage/file_store.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel {
namespace {

/// Wakes those that an interrupt is for.
class ArbiterWaker final : public devices::Waker {
 public:
  explicit ArbiterWaker(arbiter::CpuArbiter& vm_arbiter [[clang::lifetimebound]])
      : arbiter_(vm_arbiter) {}
  void Wake(VmId vm) override { arbiter_.Wake(vm, forthvm::WakeCause::kEvent); }

 private:
  arbiter::CpuArbiter& arbiter_;
};

}  // namespace

hal::Clock& PrimordialVm::ClockOf(const boot::BootOptions& options) {
  if (options.parity) {
    return virtual_time_;
  }
  return machine_.clock();
}

kernel_words::VmIdentity PrimordialVm::identity() const {
  if (!door_.has_value()) {
    Panic("VM[0] is not instantiated");
  }
  return door_->identity();
}

Terminal::Services PrimordialVm::ServicesOf(bool parity) {
  if (parity) {
    return {.clock = virtual_time_, .calendar = virtual_time_, .log = machine_.log()};
  }
  return {.clock = machine_.clock(), .calendar = machine_, .log = machine_.log()};
}

Result<void> PrimordialVm::Instantiate(const boot::BootInfo& info, heap::Heap& heap,
                                       vmm::EnvelopeAllocator& envelopes,
                                       const kernel_words::KernelObjects& objects,
                                       const forthvm::Vm& model, NativeHome* natives) {
  Require(!vm_.has_value(), "VM[0] is instantiated twice");
  envelope_ = TRY(envelopes.Allocate({.size = kEnvelopeSize,
                                      .kept = PagesFor(forthvm::layout::kKeptForPrompt),
                                      .windows = kWindows}));
  ram_files_ = TRY(heap::MakeBox<ramfs::RamFileStore>(heap, heap));
  blocks_ = TRY(heap::MakeBox<ramfs::RamBlockDevice>(heap, heap));
  storage::FileStore* const own_files = machine_.files();
  storage::FileStore& files = own_files != nullptr ? *own_files : **ram_files_;
  startup_.emplace(TRY(StartupModules::Create(info, heap)));
  files_.emplace(startup_->modules(), files, **ram_files_);
  constexpr VmId kVm{0};
  const capabilities::HolderId holder = TRY(objects.capabilities.AddHolder(kVm));
  TRY(kernel_words::GrantRootCapabilities(objects.capabilities, holder));
  devices_ = &objects.devices;
  vms_ = &objects.vms;
  windows_.emplace(heap, envelope_).Enter(kVm, holder);
  const ipc::EndpointId endpoint = TRY(objects.messages.AddEndpoint(kVm, MessageHome::kQuota));
  Terminal::Services services = ServicesOf(info.options.parity);
  services.door = &door_.emplace(
      objects, kernel_words::Caller{.vm = kVm, .holder = holder, .endpoint = endpoint});
  terminal_.emplace(machine_.console(), *files_, **blocks_, envelope_, services);
  GrowingStorage& arrays = storage_.emplace(heap, envelope_);
  if (natives != nullptr) {
    arrays.Use(*natives);
  }
  (*ram_files_)->ChargeTo(arrays);
  (*blocks_)->ChargeTo(arrays);
  vm_ = TRY(forthvm::Vm::CreateLike(model, arrays.AtFirst(), *terminal_, startup_->names()));
  // Its user waits for it, from the first definition on.
  vm_->UseEngine(vm_->engine());
  runner_.emplace(*vm_);
  return {};
}

void PrimordialVm::Look(arbiter::CpuArbiter& vm_arbiter, bool rested) {
  if (devices_ != nullptr) {
    ArbiterWaker waker(vm_arbiter);
    devices_->interrupts.Deliver(waker);
  }
  if (!terminal_.has_value() || (++looks_ % kLooksBetweenPolls != 0 && !rested)) {
    return;
  }
  vms_->RelieveMemory();
  // A machine that tells the time by a narrow counter has to see it pass its end.
  static_cast<void>(machine_.clock().Now());
  if (vm().waits_for_input()) {
    if (terminal_->HasInput()) {
      vm_arbiter.WakeForInput();
    }
  } else if (terminal_->PollForBreak()) {
    vm().Break();
    // Whatever it waits for.
    static_cast<void>(vm_arbiter.Wake(VmId(0), forthvm::WakeCause::kEvent));
  }
}

/// Whether a look that polls finds something.
bool PrimordialVm::FindsSomething(Terminal& terminal) {
  // A machine that tells the time by a narrow counter has to see it pass its end.
  static_cast<void>(machine_.clock().Now());
  if (vms_->IsMemoryShort()) {
    return true;
  }
  return vm().waits_for_input() ? terminal.HasInput() : terminal.HasBreak();
}

bool PrimordialVm::SeesNothing() {
  if (devices_ != nullptr && devices_->interrupts.HasNews()) {
    return false;
  }
  if (!terminal_.has_value()) {
    return true;
  }
  if ((looks_ + 1) % kLooksBetweenPolls == 0 && FindsSomething(*terminal_)) {
    return false;
  }
  ++looks_;
  return true;
}

regions::VmWindows& PrimordialVm::windows() {
  if (!windows_.has_value()) {
    Panic("VM[0] is not instantiated");
  }
  return *windows_;
}

arbiter::ForthRunner& PrimordialVm::runner() {
  if (!runner_.has_value()) {
    Panic("VM[0] is not instantiated");
  }
  return *runner_;
}

forthvm::Vm& PrimordialVm::vm() {
  if (!vm_.has_value()) {
    Panic("VM[0] is not instantiated");
  }
  return *vm_;
}

}  // namespace starkernel::kernel
