#include "src/arbiter/forth_runner.h"

#include <cstdint>
#include <string_view>

#include "src/arbiter/runnable.h"
#include "src/base/panic.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/wait.h"
#include "src/hal/event_log.h"

namespace starkernel::arbiter {
namespace {

WindowOutcome OutcomeOf(forthvm::RunOutcome outcome) {
  switch (outcome) {
    case forthvm::RunOutcome::kQuantumSpent: return WindowOutcome::kSpent;
    case forthvm::RunOutcome::kYielded: return WindowOutcome::kYielded;
    case forthvm::RunOutcome::kWaitingForInput:
    case forthvm::RunOutcome::kWaiting: return WindowOutcome::kWaiting;
    case forthvm::RunOutcome::kBye: return WindowOutcome::kEnded;
    case forthvm::RunOutcome::kUncaughtErrorInStartup: return WindowOutcome::kFaulted;
  }
  Panic("a VM instance ran with an unknown outcome");
}

hal::EventKind EventOf(WindowOutcome outcome) {
  switch (outcome) {
    case WindowOutcome::kSpent: return hal::EventKind::kWindowSpent;
    case WindowOutcome::kYielded: return hal::EventKind::kWindowYielded;
    case WindowOutcome::kWaiting: return hal::EventKind::kWindowWaiting;
    case WindowOutcome::kEnded: return hal::EventKind::kWindowBye;
    case WindowOutcome::kFaulted: return hal::EventKind::kStartupFailed;
  }
  Panic("a window ended in an unknown way");
}

}  // namespace

WindowEnd ForthRunner::Run(const WindowGrant& grant) {
  // Reading the counter is dear: the end of a window is the beginning of the next.
  hal::RecordEventAt(grant.cycles != 0 ? grant.cycles : __builtin_ia32_rdtsc(),
                     hal::EventKind::kWindowBegun, id_.value());
  const WindowOutcome outcome = OutcomeOf(vm_.Run(grant.quantum, grant.wake));
  const forthvm::Wait wait = vm_.wait();
  const std::uint64_t end = __builtin_ia32_rdtsc();
  hal::RecordEventAt(end, EventOf(outcome), id_.value(), static_cast<std::uint64_t>(wait.reason));
  return {.outcome = outcome, .wait = wait, .spent = vm_.last_spent(), .cycles = end};
}

std::string_view ForthRunner::Manner() const {
  const forthvm::EngineKind engine = vm_.engine();
  return engine == forthvm::kUsualEngine ? std::string_view() : forthvm::NameOf(engine);
}

}  // namespace starkernel::arbiter
