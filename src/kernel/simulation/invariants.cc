#include "src/kernel/simulation/invariants.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "src/arbiter/budget_group.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/wait.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/simulation/device_invariants.h"
#include "src/kernel/simulation/of_vm.h"
#include "src/kernel/simulation/region_invariants.h"
#include "src/kernel/simulation/simulated_kernel.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel::simulation {
namespace {

using arbiter::LifecycleState;
using arbiter::VmControlBlock;

std::string Unequal(std::string_view what, std::uint64_t one, std::uint64_t other) {
  return std::string(what) + ": " + std::to_string(one) + " and " + std::to_string(other);
}

/// How many VM instances the ready queues hold.
std::size_t QueueLengths(SimulatedKernel& kernel) {
  std::size_t length = 0;
  for (const arbiter::BudgetGroup& group : kernel.groups()) {
    for (const arbiter::PlaceQueue& queue : group.queues) {
      for (std::uint32_t place = queue.first(); place != arbiter::kNoPlace;
           place = kernel.arbiter().vms().At(place).next) {
        ++length;
      }
    }
  }
  return length;
}

/// The bound that ReadyQueues states, for `rivals` of the class in all groups.
std::uint64_t BoundOf(SimulatedKernel& kernel, arbiter::PriorityClass priority,
                      std::uint64_t rivals) {
  const arbiter::ClassShares& shares = kernel.arbiter().ready().rules().classes;
  std::uint64_t all = 0;
  for (const arbiter::ClassShare& share : shares) {
    all += share.windows;
  }
  const std::uint64_t own = shares.at(static_cast<std::size_t>(priority)).windows;
  return rivals + (all - own) * ((rivals + own - 1) / own + 1);
}

}  // namespace

std::string Invariants::Check(SimulatedKernel& kernel, std::uint64_t window, VmId running) {
  Counts counts;
  std::optional<VmId> vm = kernel.nursery().Next(std::nullopt);
  for (; vm.has_value(); vm = kernel.nursery().Next(vm)) {
    if (std::string wrong = CheckVm(kernel, *vm, counts); !wrong.empty()) {
      return wrong;
    }
  }
  if (std::string wrong = CheckSums(kernel, counts); !wrong.empty()) {
    return wrong;
  }
  if (std::string wrong = CheckBudgets(kernel, counts); !wrong.empty()) {
    return wrong;
  }
  if (std::string wrong = CheckLines(kernel); !wrong.empty()) {
    return wrong;
  }
  if (std::string wrong = regions_.Check(kernel); !wrong.empty()) {
    return wrong;
  }
  return CheckWaits(kernel, window, running, counts);
}

std::string Invariants::CheckVm(SimulatedKernel& kernel, VmId vm, Counts& counts) {
  const VmControlBlock& block = *kernel.nursery().Find(vm);
  counts.members.at(block.group.value()) += block.in_group ? 1U : 0U;
  const Result<kernel_words::VmIdentity> identity = kernel.nursery().IdentityOf(vm);
  if (!identity.ok() && block.lifecycle.Is(LifecycleState::kDead)) {
    // It is buried bit by bit, between windows.
    ++counts.dying;
    return {};
  }
  if (!identity.ok()) {
    return Of(vm, "is in the table, but nobody keeps it");
  }
  const ipc::EndpointFigures figures = kernel.messages().Inspect(identity.value().endpoint);
  if (figures.vm != vm || kernel.capabilities().VmOf(identity.value().holder) != vm) {
    return Of(vm, "has the endpoint or the capabilities of another");
  }
  const LifecycleState state = block.lifecycle.state();
  const bool waits = state == LifecycleState::kWaiting;
  const bool in_exchange = figures.wait != ipc::WaitKind::kNone;
  const bool for_message = waits && block.wait_reason == forthvm::WaitReason::kMessage;
  if (for_message && !in_exchange) {
    return Of(vm, "waits for the exchange, which has forgotten it");
  }
  if (in_exchange && state == LifecycleState::kFaulted) {
    return Of(vm, "has faulted and waits in the exchange");
  }
  if (for_message && figures.wait == ipc::WaitKind::kMessages && !figures.is_selective &&
      figures.held.messages + figures.notices > 0) {
    return Of(vm, "waits for a message with one in its mailbox");
  }
  const bool sleeps = block.sleep_place != arbiter::kNoPlace;
  if (sleeps && !waits) {
    return Of(vm, "is asleep and does not wait");
  }
  if (waits && block.wait_reason == forthvm::WaitReason::kTime && !sleeps) {
    return Of(vm, "waits for a time that never comes");
  }
  const bool lives = state != LifecycleState::kEmbryo && state != LifecycleState::kDead;
  counts.alive += lives ? 1U : 0U;
  counts.asleep += sleeps ? 1U : 0U;
  counts.messages += figures.held.messages + figures.notices + figures.in_line;
  counts.runnable += state == LifecycleState::kRunnable ? 1U : 0U;
  if (state == LifecycleState::kRunnable || state == LifecycleState::kRunning) {
    ++counts.ready.at(static_cast<std::size_t>(block.priority)).at(block.group.value());
  }
  return {};
}

std::string Invariants::CheckSums(SimulatedKernel& kernel, const Counts& counts) {
  arbiter::CpuArbiter& vm_arbiter = kernel.arbiter();
  if (vm_arbiter.alive() != counts.alive) {
    return Unequal("alive by the arbiter and by state", vm_arbiter.alive(), counts.alive);
  }
  if (vm_arbiter.sleeping() != counts.asleep) {
    return Unequal("asleep by the arbiter and by state", vm_arbiter.sleeping(), counts.asleep);
  }
  if (const std::size_t queued = QueueLengths(kernel); queued != counts.runnable) {
    return Unequal("runnable by the queues and by state", queued, counts.runnable);
  }
  const ipc::ExchangeUse use = kernel.messages().used();
  const std::size_t vms = vm_arbiter.vms().size();
  if (use.endpoints > vms || use.endpoints + counts.dying < vms) {
    return Unequal("endpoints and VM instances", use.endpoints, vms);
  }
  // Beside what lies in mailboxes and lines, each may have a message kept for an answer, and
  // one for the notice of its end.
  const bool is_all = counts.dying == 0;
  if (use.messages < counts.messages || (is_all && use.messages > counts.messages + 2 * vms)) {
    return Unequal("messages taken and accounted for", use.messages, counts.messages);
  }
  return {};
}

std::string Invariants::CheckBudgets(SimulatedKernel& kernel, const Counts& counts) {
  Reductions promised;
  for (std::uint32_t index = 0; index < kGroups; ++index) {
    const arbiter::BudgetGroup& group = kernel.groups()[index];
    if (!group.in_use) {
      continue;
    }
    promised += group.budget;
    if (group.members != counts.members.at(index)) {
      return Unequal("members of a budget, counted and by table", group.members,
                     counts.members.at(index));
    }
  }
  const Reductions period = kernel.arbiter().ready().rules().period;
  return promised == period
             ? ""
             : Unequal("all budgets and the period", promised.value(), period.value());
}

std::string Invariants::CheckWaits(SimulatedKernel& kernel, std::uint64_t window, VmId running,
                                   const Counts& counts) {
  for (std::uint32_t place = 0; place < kPlaces; ++place) {
    const VmId vm = kernel.arbiter().vms().IdAt(place);
    const VmControlBlock* const block = kernel.nursery().Find(vm);
    Wait& wait = waits_.at(place);
    const bool runnable = block != nullptr && (block->lifecycle.Is(LifecycleState::kRunnable) ||
                                               block->lifecycle.Is(LifecycleState::kRunning));
    // Who has no budget has no claim.
    if (!runnable || kernel.arbiter().ready().LeftOf(block->group).value() == Reductions(0)) {
      wait = {};
      continue;
    }
    if (wait.vm != vm || wait.priority != block->priority || wait.group != block->group) {
      wait = {.vm = vm, .since = window - 1, .priority = block->priority, .group = block->group};
    }
    const auto& of_class = counts.ready.at(static_cast<std::size_t>(block->priority));
    wait.rivals = std::max(wait.rivals, of_class.at(block->group.value()));
    wait.groups = std::max<std::uint64_t>(
        wait.groups, kGroups - static_cast<std::size_t>(std::ranges::count(of_class, 0U)));
    const std::uint64_t waited = window - wait.since;
    longest_wait_ = std::max(longest_wait_, waited);
    if (waited > BoundOf(kernel, block->priority, wait.rivals * wait.groups)) {
      return Of(vm, "has waited " + std::to_string(waited) + " windows for its turn");
    }
    if (vm == running) {
      wait = {};
    }
  }
  return {};
}

}  // namespace starkernel::kernel::simulation
