#include "src/arbiter/arbiter.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/hal/event_log.h"

namespace starkernel::arbiter {
namespace {

hal::EventKind EventOf(forthvm::RunOutcome outcome) {
  switch (outcome) {
    case forthvm::RunOutcome::kQuantumSpent: return hal::EventKind::kWindowSpent;
    case forthvm::RunOutcome::kWaitingForInput: return hal::EventKind::kWindowWaiting;
    case forthvm::RunOutcome::kBye: return hal::EventKind::kWindowBye;
    case forthvm::RunOutcome::kUncaughtErrorInStartup: return hal::EventKind::kStartupFailed;
  }
  Panic("a VM instance ran with an unknown outcome");
}

}  // namespace

Result<VmId> Arbiter::Admit(forthvm::Vm& vm) {
  if (admitted_ == kMaximumVms) {
    return Error::kCapacity;
  }
  entries_[admitted_] = {.vm = &vm, .state = RunState::kRunnable};
  return VmId(static_cast<std::uint32_t>(admitted_++));
}

std::size_t Arbiter::alive() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      entries_, [](const Entry& entry) { return entry.state != RunState::kDead; }));
}

std::optional<std::size_t> Arbiter::NextRunnable() {
  for (std::size_t step = 1; step <= kMaximumVms; ++step) {
    const std::size_t index = (last_run_ + step) % kMaximumVms;
    if (entries_[index].state == RunState::kRunnable) {
      return index;
    }
  }
  return std::nullopt;
}

void Arbiter::WakeWaiting() {
  for (Entry& entry : entries_) {
    if (entry.state == RunState::kWaiting) {
      entry.state = RunState::kRunnable;
    }
  }
}

ArbiterEvent Arbiter::NextEvent() {
  for (;;) {
    Require(alive() > 0, "the arbiter has no VM instance left to run");
    const std::optional<std::size_t> index = NextRunnable();
    if (!index.has_value()) {
      machine_.Idle();
      WakeWaiting();
      continue;
    }
    last_run_ = *index;
    Entry& entry = entries_[*index];
    hal::RecordEvent(hal::EventKind::kWindowBegun, *index);
    const forthvm::RunOutcome outcome = entry.vm->Run(kQuantum);
    hal::RecordEvent(EventOf(outcome), *index);
    switch (outcome) {
      case forthvm::RunOutcome::kQuantumSpent: observer_.AfterSpentWindow(); break;
      case forthvm::RunOutcome::kWaitingForInput: entry.state = RunState::kWaiting; break;
      case forthvm::RunOutcome::kBye: entry.state = RunState::kDead; [[fallthrough]];
      case forthvm::RunOutcome::kUncaughtErrorInStartup:
        return {.vm = VmId(static_cast<std::uint32_t>(*index)), .outcome = outcome};
    }
  }
}

}  // namespace starkernel::arbiter
