#include "src/kernel/kernel_main.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/priority_class.h"
#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/one_shot.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_options.h"
#include "src/devices/device_access.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/vm.h"
#include "src/hal/clock.h"
#include "src/hal/machine.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/kernel/arbiter_home.h"
#include "src/kernel/arbiter_settings.h"
#include "src/kernel/boot_log.h"
#include "src/kernel/capability_store.h"
#include "src/kernel/device_page_mapper.h"
#include "src/kernel/memory_reserve.h"
#include "src/kernel/message_home.h"
#include "src/kernel/native_home.h"
#include "src/kernel/primordial_vm.h"
#include "src/kernel/reserved_frames.h"
#include "src/kernel/self_test.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel/vm_nursery.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/send_permits.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/envelope_trial.h"
#include "src/vmm/kernel_space.h"

namespace starkernel::kernel {
namespace {

/// The value of a stage's result; a stage that fails leaves no kernel to go on with.
template <typename T>
T OrPanic(std::string_view stage, Result<T> result, hal::Machine& machine) {
  if (!result.ok()) {
    TextWriter writer(machine.log());
    Format(writer, "{}: {}\n", stage, ErrorName(result.error()));
    Panic("the kernel cannot be brought up");
  }
  return std::move(result).value();
}

/// Runs VM instances until VM[0] ends, and says why the machine is to stop.
hal::StopReason RunVms(arbiter::CpuArbiter& vm_arbiter, VmNursery& nursery,
                       const hal::Machine& machine) {
  for (;;) {
    const arbiter::ArbiterEvent event = vm_arbiter.NextEvent();
    const bool is_dead = event.state == arbiter::LifecycleState::kDead;
    if (event.vm != VmId(0)) {
      nursery.Attend(event);
      continue;
    }
    if (is_dead) {
      return hal::StopReason::kBye;
    }
    // A startup file failed. Whoever started the machine is told; where nobody listens, the prompt
    // is worth more.
    if (machine.CanReportStatus()) {
      return hal::StopReason::kFailed;
    }
    Require(vm_arbiter.Resume(event.vm).ok(), "VM[0] does not go on");
  }
}

/// What VM instances are made from once there is one that others can be made like.
SpawnSources SourcesLike(const SpawnSources& first, const forthvm::Vm& model) {
  return {.heap = first.heap,
          .envelopes = first.envelopes,
          .model = &model,
          .clock = first.clock,
          .console = first.console,
          .reserve = first.reserve,
          .natives = first.natives};
}

forthvm::EngineKind EngineOf(boot::EngineChoice choice) {
  switch (choice) {
    case boot::EngineChoice::kPlain: return forthvm::EngineKind::kPlain;
    case boot::EngineChoice::kInterpreted: return forthvm::EngineKind::kInterpreted;
    case boot::EngineChoice::kNative: return forthvm::EngineKind::kNative;
  }
  return forthvm::kUsualEngine;
}

/// Hands VM[0] to the arbiter.
Result<void> Admit(PrimordialVm& vm0, arbiter::CpuArbiter& vm_arbiter) {
  const VmId id = TRY(vm_arbiter.vms().Add(
      {.runnable = vm0.runner(), .priority = arbiter::PriorityClass::kInteractive}));
  vm0.runner().SetId(id);
  return vm_arbiter.Admit(id);
}

}  // namespace

void KernelMain(OneShot<boot::BootInfo> hand_off, hal::Machine& machine) {
  const boot::BootInfo info = hand_off.Take();
  BootLog log(machine.log(), info.options);
  log.Processor(machine);
  log.Platform(machine);

  const auto reserved = ReservedFrames(info);
  auto frames = OrPanic(
      "PMM", pmm::FrameAllocator::Create(info.memory, machine.memory(), {.reserved = reserved}),
      machine);
  log.PhysicalMemory(frames.statistics(), info.memory);

  auto space = OrPanic("VMM", vmm::AddressSpace::Create(frames, machine.mmu()), machine);
  OrPanic("VMM", vmm::MapKernelSpace(space, machine.KernelMappings()), machine);
  space.Activate();
  auto envelopes =
      OrPanic("VMM", vmm::EnvelopeAllocator::Create(frames, space, machine.mmu()), machine);
  log.VirtualMemory(space, machine);

  heap::Heap heap(frames);
  const std::size_t places = ArbiterHome::PlacesIn(frames.statistics().free);
  auto capability_store = OrPanic("capabilities", CapabilityStore::Create(heap, places), machine);
  auto messages = OrPanic("messages", MessageHome::Create(heap, places), machine);
  const kernel_words::SendPermits permits(capability_store.table(), messages.exchange());
  PrimordialVm vm0(machine);
  log.Heap(heap.statistics());
  log.Devices(info);
  machine.Drill(info.options.drill);

  ArbiterHome home(machine);
  OrPanic("VM arbiter", home.SetUp(heap, places, info.options.parity, vm0), machine);
  arbiter::CpuArbiter& vm_arbiter = home.arbiter();
  log.Arbiter(vm_arbiter.vms().capacity(),
              vm_arbiter.QuantumOf(arbiter::PriorityClass::kInteractive));

  MemoryReserve reserve(frames);
  NativeHome natives = OrPanic("native code", NativeHome::Create(heap, envelopes), machine);
  hal::Clock& clock = vm0.ClockOf(info.options);
  const SpawnSources first{.heap = heap,
                           .envelopes = envelopes,
                           .model = nullptr,
                           .clock = clock,
                           .console = machine.console(),
                           .reserve = &reserve,
                           .engine = EngineOf(info.options.engine),
                           .natives = &natives};
  auto model = OrPanic("model", heap::MakeBox<SpawnedVm>(heap, first), machine);
  OrPanic("model", model->Instantiate({}), machine);
  VmNursery nursery(SourcesLike(first, model->vm()), vm_arbiter);
  ArbiterSettings settings(vm_arbiter);
  DevicePageMapper device_pages(space);
  devices::DeviceAccess devices(machine.devices(), capability_store.table(), messages.exchange(),
                                {.memory = info.memory,
                                 .memory_was_cut = info.options.memory_limit.has_value(),
                                 .mapper = &device_pages});
  const kernel_words::KernelObjects objects{.capabilities = capability_store.table(),
                                            .audit = capability_store.audit(),
                                            .clock = clock,
                                            .vms = nursery,
                                            .messages = messages.exchange(),
                                            .settings = settings,
                                            .devices = devices};
  OrPanic("VM[0]", vm0.Instantiate(info, heap, envelopes, objects, model->vm(), &natives), machine);
  OrPanic("VM arbiter", nursery.Open(objects, vm0.identity(), vm0.storage(), &vm0.windows()),
          machine);
  OrPanic("VM[0]", Admit(vm0, vm_arbiter), machine);
  log.PrimordialVm(vm0.vm(), vm0.memory());
  const bool passed = OrPanic(
      "POST",
      SelfTest(info.options, vm0.vm(), model->vm(), heap, envelopes, natives, machine.console()),
      machine);
  if (info.options.post == boot::PostChoice::kOnly) {
    machine.Stop(passed ? hal::StopReason::kBye : hal::StopReason::kFailed);
  }

  log.ArbiterEntered(machine.CycleCount() - info.handoff_cycles);
  if (info.options.drill == hal::CrashDrill::kEnvelopes &&
      !OrPanic("drill", vmm::RunEnvelopeTrial(frames, envelopes, machine.console()), machine)) {
    machine.Stop(hal::StopReason::kFailed);
  }
  const hal::StopReason reason = RunVms(vm_arbiter, nursery, machine);
  machine.console().Write("\n");
  machine.Stop(reason);
}

}  // namespace starkernel::kernel
