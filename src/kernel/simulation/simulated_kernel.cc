#include "src/kernel/simulation/simulated_kernel.h"

#include <utility>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/runnable.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/boot/boot_info.h"
#include "src/forthvm/vm.h"
#include "src/heap/box.h"
#include "src/kernel/capability_store.h"
#include "src/kernel/message_home.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/kernel_space.h"

namespace starkernel::kernel::simulation {
namespace {

vmm::AddressSpace ActiveSpace(SimulatedHardware& hardware) {
  auto space = vmm::AddressSpace::Create(hardware.frames(), hardware.machine().mmu()).value();
  vmm::MapKernelSpace(space, hardware.machine().KernelMappings()).value();
  space.Activate();
  return space;
}

}  // namespace

SimulatedKernel::SimulatedKernel(SimulatedHardware& hardware, arbiter::Lookout& lookout)
    : hardware_(hardware),
      space_(ActiveSpace(hardware)),
      envelopes_(vmm::EnvelopeAllocator::Create(hardware.frames(), space_, hardware.machine().mmu())
                     .value()),
      heap_(hardware.frames()),
      reserve_(hardware.frames()),
      capabilities_(CapabilityStore::Create(heap_, kVms).value()),
      messages_(MessageHome::Create(heap_, kVms).value()),
      devices_(hardware.machine().devices(), capabilities_.table(), messages_.exchange()),
      vm0_(hardware.machine()),
      arbiter_({.vms = vms_,
                .groups = groups_,
                .sleepers = sleepers_,
                .time = time_,
                .lookout = lookout},
               {.counts_cycles = false}),
      settings_(arbiter_),
      model_(MakeModel()),
      nursery_(SourcesWith(&model_->vm()), arbiter_) {
  const kernel_words::KernelObjects objects{.capabilities = capabilities_.table(),
                                            .audit = capabilities_.audit(),
                                            .clock = vm0_.ClockOf(info_.options),
                                            .vms = nursery_,
                                            .messages = messages_.exchange(),
                                            .settings = settings_,
                                            .devices = devices_};
  vm0_.Instantiate(info_, heap_, envelopes_, objects, model_->vm(), nullptr).value();
  nursery_.Open(objects, vm0_.identity(), vm0_.storage(), &vm0_.windows()).value();
}

void SimulatedKernel::AdmitPrimordial(arbiter::Runnable& runnable) {
  const VmId id =
      vms_.Add({.runnable = runnable, .priority = arbiter::PriorityClass::kInteractive}).value();
  Require(id == VmId(0), "VM[0] is not the first");
  arbiter_.Admit(id).value();
}

boot::BootInfo SimulatedKernel::InfoOfParity() {
  boot::BootInfo info;
  info.options.parity = true;
  return info;
}

SpawnSources SimulatedKernel::SourcesWith(const forthvm::Vm* model) {
  return {.heap = heap_,
          .envelopes = envelopes_,
          .model = model,
          .clock = vm0_.ClockOf(info_.options),
          .console = hardware_.machine().console(),
          .reserve = &reserve_};
}

heap::Box<SpawnedVm> SimulatedKernel::MakeModel() {
  auto model = heap::MakeBox<SpawnedVm>(heap_, SourcesWith(nullptr)).value();
  model->Instantiate({}).value();
  return model;
}

}  // namespace starkernel::kernel::simulation
