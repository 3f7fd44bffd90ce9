#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_collector.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/rights.h"
#include "src/hal/hosted/hosted_machine.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/hal/hosted/working_directory.h"
#include "src/hal/virtual_time.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/kernel/arbiter_home.h"
#include "src/kernel/arbiter_settings.h"
#include "src/kernel/capability_store.h"
#include "src/kernel/message_home.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel/vm_nursery.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/kernel_space.h"

namespace starkernel::kernel {

/// For tests and benchmarks of many VM instances: the kernel around a nursery, on as much memory as
/// is asked for. The first that is spawned takes the place of VM[0], and never runs.
class SpawningWorld {
 public:
  SpawningWorld(ByteCount memory, std::size_t vms)
      : memory_(hal::HostedMemory::Create(memory).value()),
        messages_(MessageHome::Create(heap_, vms + 2).value()),
        capabilities_(CapabilityStore::Create(heap_, vms + 2).value()) {
    vmm::MapKernelSpace(space_, machine_.KernelMappings()).value();
    space_.Activate();
    model_.emplace(heap::MakeBox<SpawnedVm>(heap_, Sources(nullptr)).value());
    (*model_)->Instantiate({}).value();
    home_.SetUp(heap_, vms + 1, true, lookout_).value();
    settings_.emplace(home_.arbiter());
    nursery_.emplace(Sources(&(*model_)->vm()), home_.arbiter());
    nursery_
        ->Open({.capabilities = capabilities_.table(),
                .audit = capabilities_.audit(),
                .clock = time_,
                .vms = *nursery_,
                .messages = messages_.exchange(),
                .settings = *settings_},
               {.holder = capabilities_.table().AddHolder(VmId(0)).value(),
                .endpoint = messages_.exchange().AddEndpoint(VmId(0), {1, 1}).value()})
        .value();
    Spawn("");
  }
  SpawningWorld(const SpawningWorld&) = delete;
  SpawningWorld& operator=(const SpawningWorld&) = delete;
  ~SpawningWorld() = default;

  VmId Spawn(std::string_view program) {
    return nursery_->Spawn(kNoVm, std::span<const char>(program)).value();
  }
  void Kill(VmId vm) {
    Require(nursery_->Kill(kNoVm, vm).ok(), "a VM instance that is there is killed");
  }

  /// Gives it a capability of that type for everything.
  void Let(VmId vm, capabilities::CapabilityType type) {
    Require(capabilities_.table()
                .Grant(nursery_->IdentityOf(vm).value().holder,
                       {.type = type,
                        .rights = capabilities::Rights(capabilities::Right::kInvoke),
                        .range = {0, std::numeric_limits<std::uint64_t>::max()}})
                .ok(),
            "there is room for a capability");
  }
  /// Runs until somebody ends, whom it buries, or faults.
  arbiter::ArbiterEvent NextEvent() {
    const arbiter::ArbiterEvent event = home_.arbiter().NextEvent();
    if (event.state == arbiter::LifecycleState::kDead) {
      nursery_->Bury(event.vm);
    }
    return event;
  }

  [[nodiscard]] VmNursery& nursery() [[clang::lifetimebound]] { return *nursery_; }
  [[nodiscard]] arbiter::CpuArbiter& vm_arbiter() [[clang::lifetimebound]] {
    return home_.arbiter();
  }
  [[nodiscard]] heap::Heap& heap() [[clang::lifetimebound]] { return heap_; }
  [[nodiscard]] pmm::FrameAllocator& frames() [[clang::lifetimebound]] { return frames_; }
  [[nodiscard]] CapabilityStore& capabilities() [[clang::lifetimebound]] { return capabilities_; }
  [[nodiscard]] MessageHome& messages() [[clang::lifetimebound]] { return messages_; }

 private:
  class NoLookout final : public arbiter::Lookout {
   public:
    void Look(arbiter::CpuArbiter& /*arbiter*/, bool /*rested*/) override {}
  };

  SpawnSources Sources(const forthvm::Vm* model) {
    return {.heap = heap_,
            .envelopes = envelopes_,
            .model = model,
            .clock = time_,
            .console = console_};
  }

  hal::HostedMemory memory_;
  hal::SoftwareMmu mmu_ = hal::SoftwareMmu::Create(memory_).value();
  hal::WorkingDirectory files_;
  hal::HostedMachine machine_{memory_, mmu_, files_};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(memory_.map(), memory_).value();
  vmm::AddressSpace space_ = vmm::AddressSpace::Create(frames_, mmu_).value();
  vmm::EnvelopeAllocator envelopes_ = vmm::EnvelopeAllocator::Create(frames_, space_, mmu_).value();
  heap::Heap heap_{frames_};
  hal::VirtualTime time_;
  TextCollector console_;
  NoLookout lookout_;
  MessageHome messages_;
  CapabilityStore capabilities_;
  std::optional<heap::Box<SpawnedVm>> model_;
  ArbiterHome home_{machine_};
  std::optional<ArbiterSettings> settings_;
  std::optional<VmNursery> nursery_;
};

}  // namespace starkernel::kernel
