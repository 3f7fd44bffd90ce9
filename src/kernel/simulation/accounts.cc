#include "src/kernel/simulation/accounts.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/ready_queues.h"
#include "src/arbiter/vm_control_block.h"
#include "src/heap/heap_statistics.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/growing_storage.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulated_kernel.h"

namespace starkernel::kernel::simulation {
namespace {

std::string CompareBudgets(SimulatedKernel& kernel) {
  arbiter::ReadyQueues& ready = kernel.arbiter().ready();
  for (std::uint32_t index = 1; index < kernel.groups().size(); ++index) {
    const arbiter::BudgetGroupId group(index);
    if (ready.HasGroup(group) && !ready.RemoveGroup(group).ok()) {
      return "the dead have a budget";
    }
  }
  return ready.BudgetOf(arbiter::BudgetGroupId(0)).value() == ready.rules().period
             ? ""
             : "time is lost from the budgets";
}

std::string CompareMessages(SimulatedKernel& kernel) {
  const ipc::ExchangeUse use = kernel.messages().used();
  if (kernel.arbiter().vms().size() != 1 || use.endpoints != 1) {
    return "not all children are gone";
  }
  const auto figures = kernel.messages().Inspect(kernel.vm0().identity().endpoint);
  // An answer that came too late for VM[0] may be kept until its next call.
  const std::size_t held = figures.held.messages + figures.notices;
  return use.messages < held || use.messages > held + 1 ? "messages are lost" : "";
}

}  // namespace

Accounts::Memory Accounts::Without(SimulatedKernel& kernel, const SimulatedHardware& hardware) {
  kernel.envelopes().Trim();
  kernel.heap().Trim();
  const heap::HeapStatistics heap = kernel.heap().statistics();
  return {.frames = hardware.free_frames() + kernel.reserve().held() + heap.pages +
                    kernel.vm0().memory().resident,
          .heap = heap.in_use - kernel.vm0().storage()->bytes()};
}

void Accounts::Note(SimulatedKernel& kernel, const SimulatedHardware& hardware) {
  memory_ = Without(kernel, hardware);
  capabilities_ = kernel.capabilities().used();
}

std::string Accounts::Compare(SimulatedKernel& kernel, const SimulatedHardware& hardware) const {
  if (std::string wrong = CompareMessages(kernel); !wrong.empty()) {
    return wrong;
  }
  if (std::string wrong = CompareBudgets(kernel); !wrong.empty()) {
    return wrong;
  }
  kernel.capabilities().Sweep(~std::size_t{0});
  if (kernel.capabilities().used() != capabilities_) {
    return "capabilities are lost";
  }
  const Memory now = Without(kernel, hardware);
  if (now.heap != memory_.heap) {
    return "bytes of the heap are lost";
  }
  return now.frames == memory_.frames ? "" : "frames are lost";
}

}  // namespace starkernel::kernel::simulation
