#include "src/arbiter/forth_runner.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "src/arbiter/cycle_account.h"
#include "src/arbiter/preemption.h"
#include "src/arbiter/runnable.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/next_quantum.h"
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
    case WindowOutcome::kPreempted: return hal::EventKind::kWindowPreempted;
    case WindowOutcome::kYielded: return hal::EventKind::kWindowYielded;
    case WindowOutcome::kWaiting: return hal::EventKind::kWindowWaiting;
    case WindowOutcome::kEnded: return hal::EventKind::kWindowBye;
    case WindowOutcome::kFaulted: return hal::EventKind::kStartupFailed;
  }
  Panic("a window ended in an unknown way");
}

}  // namespace

/// The rest of a window that is done in pieces, between which it may be ended.
class ForthRunner::Pieces final : public forthvm::NextQuantum {
 public:
  Pieces(Preemption& preemption, Reductions rest) : preemption_(preemption), rest_(rest) {}

  /// How long the next piece is; none if there is none, or it was ended.
  [[nodiscard]] std::optional<Reductions> Take() {
    if (rest_ == Reductions(0) || is_ended_) {
      return std::nullopt;
    }
    is_ended_ = preemption_.IsRaised();
    if (is_ended_) {
      return std::nullopt;
    }
    const Reductions piece = std::min(rest_, Preemption::kPiece);
    rest_ = rest_ - piece;
    return piece;
  }
  /// The same, for a VM instance that goes on where it is.
  [[nodiscard]] std::optional<Reductions> Next(Reductions spent) override {
    const std::optional<Reductions> piece = Take();
    spent_ += piece.has_value() ? spent : Reductions(0);
    return piece;
  }

  [[nodiscard]] bool is_ended() const { return is_ended_; }
  /// In pieces that were followed by others at once.
  [[nodiscard]] Reductions spent() const { return spent_; }

 private:
  Preemption& preemption_;
  Reductions rest_;
  Reductions spent_;
  bool is_ended_ = false;
};

/// What one run would be, up to where it is to end.
WindowOutcome ForthRunner::RunInPieces(const WindowGrant& grant, Reductions& spent) {
  WindowOutcome outcome = OutcomeOf(vm_.Run(Preemption::kFirstPiece, grant.wake));
  spent = vm_.last_spent();
  if (outcome != WindowOutcome::kSpent) {
    return outcome;
  }
  grant.preemption->Begin();
  Pieces pieces(*grant.preemption, grant.quantum - Preemption::kFirstPiece);
  while (outcome == WindowOutcome::kSpent) {
    const std::optional<Reductions> piece = pieces.Take();
    if (!piece.has_value()) {
      break;
    }
    outcome = OutcomeOf(vm_.Run(*piece, forthvm::WakeCause::kEvent, &pieces));
    spent += vm_.last_spent();
  }
  grant.preemption->End();
  spent += pieces.spent();
  const bool is_preempted = outcome == WindowOutcome::kSpent && pieces.is_ended();
  return is_preempted ? WindowOutcome::kPreempted : outcome;
}

WindowOutcome ForthRunner::RunWindow(const WindowGrant& grant, Reductions& spent) {
  if (grant.quantum > Preemption::kFirstPiece && grant.preemption != nullptr) {
    return RunInPieces(grant, spent);
  }
  const WindowOutcome outcome = OutcomeOf(vm_.Run(grant.quantum, grant.wake));
  spent = vm_.last_spent();
  return outcome;
}

WindowEnd ForthRunner::Run(const WindowGrant& grant) {
  // Reading the counter is dear: events of short windows have the time of the last look.
  hal::RecordEventAt(grant.cycles != 0 ? grant.cycles : __builtin_ia32_rdtsc(),
                     hal::EventKind::kWindowBegun, id_.value());
  Reductions spent;
  const WindowOutcome outcome = RunWindow(grant, spent);
  const forthvm::Wait wait = vm_.wait();
  const bool looks = grant.cycles == 0 || spent >= CycleAccount::kLookFrom;
  const std::uint64_t end = looks ? __builtin_ia32_rdtsc() : 0;
  hal::RecordEventAt(looks ? end : grant.cycles, EventOf(outcome), id_.value(),
                     static_cast<std::uint64_t>(wait.reason));
  return {.outcome = outcome, .wait = wait, .spent = spent, .cycles = end};
}

std::string_view ForthRunner::Manner() const {
  const forthvm::EngineKind engine = vm_.engine();
  return engine == forthvm::kUsualEngine ? std::string_view() : forthvm::NameOf(engine);
}

}  // namespace starkernel::arbiter
