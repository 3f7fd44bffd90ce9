#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "src/arbiter/budget_group.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/sleep_queue.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/base/ids.h"
#include "src/boot/boot_info.h"
#include "src/capabilities/capability_table.h"
#include "src/devices/device_access.h"
#include "src/forthvm/vm.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/arbiter_settings.h"
#include "src/kernel/capability_store.h"
#include "src/kernel/memory_reserve.h"
#include "src/kernel/message_home.h"
#include "src/kernel/primordial_vm.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulated_time.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel/vm_nursery.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/send_permits.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel::simulation {

/// All that KernelMain puts together, on simulated hardware and in simulated time; only the
/// arbiter's storage is the simulation's, which looks at its queues.
class SimulatedKernel {
 public:
  static constexpr std::size_t kVms = 64;
  static constexpr std::size_t kGroups = 6;

  /// Both must outlive this.
  SimulatedKernel(SimulatedHardware& hardware [[clang::lifetimebound]],
                  arbiter::Lookout& lookout [[clang::lifetimebound]]);
  SimulatedKernel(const SimulatedKernel&) = delete;
  SimulatedKernel& operator=(const SimulatedKernel&) = delete;
  ~SimulatedKernel() = default;

  /// Lets VM[0] run, as `runnable` sees fit.
  void AdmitPrimordial(arbiter::Runnable& runnable);

  [[nodiscard]] arbiter::CpuArbiter& arbiter() [[clang::lifetimebound]] { return arbiter_; }
  [[nodiscard]] std::span<const arbiter::BudgetGroup> groups() const [[clang::lifetimebound]] {
    return groups_;
  }
  [[nodiscard]] SimulatedTime& time() [[clang::lifetimebound]] { return time_; }
  [[nodiscard]] heap::Heap& heap() [[clang::lifetimebound]] { return heap_; }
  [[nodiscard]] vmm::EnvelopeAllocator& envelopes() [[clang::lifetimebound]] { return envelopes_; }
  [[nodiscard]] capabilities::CapabilityTable& capabilities() [[clang::lifetimebound]] {
    return capabilities_.table();
  }
  [[nodiscard]] ipc::MessageExchange& messages() [[clang::lifetimebound]] {
    return messages_.exchange();
  }
  [[nodiscard]] const devices::DeviceAccess& devices() const [[clang::lifetimebound]] {
    return devices_;
  }
  [[nodiscard]] devices::DeviceAccess& devices() [[clang::lifetimebound]] { return devices_; }
  [[nodiscard]] const vmm::AddressSpace& space() const [[clang::lifetimebound]] { return space_; }
  [[nodiscard]] SimulatedHardware& hardware() [[clang::lifetimebound]] { return hardware_; }
  [[nodiscard]] const MemoryReserve& reserve() const [[clang::lifetimebound]] { return reserve_; }
  [[nodiscard]] PrimordialVm& vm0() [[clang::lifetimebound]] { return vm0_; }
  [[nodiscard]] VmNursery& nursery() [[clang::lifetimebound]] { return nursery_; }

 private:
  /// Nothing is told by the time that it takes.
  [[nodiscard]] static boot::BootInfo InfoOfParity();
  [[nodiscard]] SpawnSources SourcesWith(const forthvm::Vm* model) [[clang::lifetimebound]];
  [[nodiscard]] heap::Box<SpawnedVm> MakeModel();

  SimulatedHardware& hardware_;
  boot::BootInfo info_ = InfoOfParity();
  vmm::AddressSpace space_;
  vmm::EnvelopeAllocator envelopes_;
  heap::Heap heap_;
  MemoryReserve reserve_;
  CapabilityStore capabilities_;
  MessageHome messages_;
  kernel_words::SendPermits permits_{capabilities_.table(), messages_.exchange()};
  devices::DeviceAccess devices_;
  PrimordialVm vm0_;
  SimulatedTime time_;
  std::array<arbiter::VmControlBlock, kVms> places_{};
  std::array<arbiter::SleepEntry, kVms> sleepers_{};
  std::array<arbiter::BudgetGroup, kGroups> groups_{};
  arbiter::VmTable vms_{places_};
  arbiter::CpuArbiter arbiter_;
  ArbiterSettings settings_;
  heap::Box<SpawnedVm> model_;
  VmNursery nursery_;
};

}  // namespace starkernel::kernel::simulation
