#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_collector.h"
#include "src/capabilities/audit_log.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/devices/device_access.h"
#include "src/forthvm/vm.h"
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
#include "src/kernel/memory_reserve.h"
#include "src/kernel/message_home.h"
#include "src/kernel/native_home.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel/vm_nursery.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/send_permits.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/kernel_space.h"

namespace starkernel::kernel {

/// Nobody to look for.
class NoLookout final : public arbiter::Lookout {
 public:
  void Look(arbiter::CpuArbiter& /*arbiter*/, bool /*rested*/) override {}
};

/// For tests and benchmarks: the kernel around a nursery, without VM[0], whose place is taken by
/// one that is spawned first and never runs.
class NurseryWorld {
 public:
  static constexpr std::size_t kPlaces = 64;

  /// How much there is.
  struct Size {
    ByteCount memory = MiB(64);
    std::size_t places = kPlaces;  ///< For VM instances, the one in VM[0]'s place among them.
    /// At least so many, holders among them, which anybody may have; 0 for what a machine has
    /// with so many places, within its limits.
    std::size_t capabilities = 0;
    bool virtual_time = true;  ///< Or the machine's, and cycles are counted.
  };

  NurseryWorld() : NurseryWorld(Size()) {}
  explicit NurseryWorld(const Size& size)
      : memory_(hal::HostedMemory::Create(size.memory).value()),
        messages_(MessageHome::Create(heap_, size.places + 1).value()),
        capabilities_(StoreOf(size, heap_).value()) {
    vmm::MapKernelSpace(space_, machine_.KernelMappings()).value();
    space_.Activate();
    model_.emplace(heap::MakeBox<SpawnedVm>(heap_, Sources(nullptr)).value());
    (*model_)->Instantiate({}).value();
    home_.SetUp(heap_, size.places, size.virtual_time, lookout_).value();
    nursery_.emplace(Sources(&(*model_)->vm()), home_.arbiter());
    settings_.emplace(home_.arbiter());
    nursery_
        ->Open({.capabilities = table_,
                .audit = audit_,
                .clock = time_,
                .vms = *nursery_,
                .messages = messages_.exchange(),
                .settings = *settings_,
                .devices = devices_},
               {.holder = table_.AddHolder(VmId(0)).value(),
                .endpoint = messages_.exchange().AddEndpoint(VmId(0), {1, 1}).value()})
        .value();
    Spawn("");
  }
  NurseryWorld(const NurseryWorld&) = delete;
  NurseryWorld& operator=(const NurseryWorld&) = delete;
  ~NurseryWorld() = default;

  VmId Spawn(std::string_view program, VmId parent = kNoVm) {
    return nursery_->Spawn(parent, std::span<const char>(program)).value();
  }
  void Start(VmId vm) { Require(nursery_->Start(vm).ok(), "an embryo is started"); }
  void Kill(VmId vm) {
    Require(nursery_->Kill(kNoVm, vm).ok(), "a VM instance that is there is killed");
  }
  void LetLog(VmId vm) {
    Grant(vm, {.type = capabilities::CapabilityType::kLog,
               .rights = capabilities::Rights(capabilities::Right::kInvoke),
               .range = {0, 4}});
  }
  /// Gives it a capability of that type for everything.
  void Let(VmId vm, capabilities::CapabilityType type) {
    Grant(vm, {.type = type,
               .rights = capabilities::Rights::All(),
               .range = {0, std::numeric_limits<std::uint64_t>::max()}});
  }
  /// Lets it log, send to everybody and take every message.
  void LetTalk(VmId vm) {
    LetLog(vm);
    Let(vm, capabilities::CapabilityType::kSend);
    Let(vm, capabilities::CapabilityType::kReceive);
  }
  /// Runs until somebody ends or faults; who has to be told is told, and the dead are buried.
  arbiter::ArbiterEvent NextEvent() {
    const arbiter::ArbiterEvent event = home_.arbiter().NextEvent();
    nursery_->Attend(event);
    return event;
  }

  hal::HostedMemory memory_;
  hal::SoftwareMmu mmu_ = hal::SoftwareMmu::Create(memory_).value();
  hal::WorkingDirectory files_;
  hal::HostedMachine machine_{memory_, mmu_, files_};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(memory_.map(), memory_).value();
  MemoryReserve reserve_{frames_};
  vmm::AddressSpace space_ = vmm::AddressSpace::Create(frames_, mmu_).value();
  vmm::EnvelopeAllocator envelopes_ = vmm::EnvelopeAllocator::Create(frames_, space_, mmu_).value();
  heap::Heap heap_{frames_};
  NativeHome natives_ = NativeHome::Create(heap_, envelopes_).value();
  hal::VirtualTime time_;
  TextCollector console_;
  NoLookout lookout_;
  MessageHome messages_;
  CapabilityStore capabilities_;
  capabilities::CapabilityTable& table_ = capabilities_.table();
  capabilities::AuditLog& audit_ = capabilities_.audit();
  kernel_words::SendPermits permits_{table_, messages_.exchange()};
  devices::DeviceAccess devices_{machine_.devices(), table_, messages_.exchange()};
  std::optional<heap::Box<SpawnedVm>> model_;
  ArbiterHome home_{machine_};
  std::optional<ArbiterSettings> settings_;
  std::optional<VmNursery> nursery_;

 private:
  static Result<CapabilityStore> StoreOf(const Size& size, heap::Heap& heap) {
    const std::size_t usual = CapabilityStore::PlacesFor(size.places + 1);
    return size.capabilities == 0
               ? CapabilityStore::Create(heap, size.places + 1)
               : CapabilityStore::Create(heap, std::max(usual, size.capabilities), {});
  }
  void Grant(VmId vm, const capabilities::CapabilityGrant& grant) {
    Require(table_.Grant(nursery_->IdentityOf(vm).value().holder, grant).ok(),
            "there is room for a capability");
  }
  SpawnSources Sources(const forthvm::Vm* model) {
    return {.heap = heap_,
            .envelopes = envelopes_,
            .model = model,
            .clock = time_,
            .console = console_,
            .reserve = &reserve_,
            .natives = &natives_};
  }
};

}  // namespace starkernel::kernel
