#include "src/arbiter/forth_runner.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

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

/// A window, in pieces between which it may be ended, and those that follow it where the VM
/// instance is.
class ForthRunner::Windows final : public forthvm::NextQuantum {
 public:
  /// How long the first piece is.
  [[nodiscard]] Reductions Begin(const WindowGrant& grant) {
    grant_ = grant;
    spent_ = Reductions(0);
    const bool has_pieces = grant.quantum > Preemption::kFirstPiece && grant.preemption != nullptr;
    const Reductions piece = has_pieces ? Preemption::kFirstPiece : grant.quantum;
    rest_ = grant.quantum - piece;
    return piece;
  }

  /// How long the window's next piece is; none if there is none, or it was ended.
  [[nodiscard]] std::optional<Reductions> Take() {
    if (rest_ == Reductions(0) || is_preempted_) {
      return std::nullopt;
    }
    if (!std::exchange(is_asking_, true)) {
      grant_.preemption->Begin();
    }
    is_preempted_ = grant_.preemption->IsRaised();
    if (is_preempted_) {
      return std::nullopt;
    }
    const Reductions piece = std::min(rest_, Preemption::kPiece);
    rest_ = rest_ - piece;
    return piece;
  }

  /// Of the same window, or the next one, for a VM instance that goes on where it is.
  [[nodiscard]] std::optional<Reductions> Next(Reductions spent) override {
    const std::optional<Reductions> piece = Take();
    if (piece.has_value()) {
      Spend(spent);
      return piece;
    }
    if (is_preempted_ || grant_.next == nullptr) {
      return std::nullopt;
    }
    StopAsking();
    const WindowEnd end = EndOf(WindowOutcome::kSpent, {}, spent_ + spent);
    const std::optional<WindowGrant> next = grant_.next->GoOn(end);
    if (!next.has_value()) {
      return std::nullopt;
    }
    return Begin(*next);
  }

  /// The counter when the last window began.
  [[nodiscard]] std::uint64_t looked() const { return grant_.cycles; }

  /// That the VM instance stopped, having spent so much of the window more.
  void Spend(Reductions spent) { spent_ += spent; }

  /// The last window's end.
  [[nodiscard]] WindowEnd End(WindowOutcome outcome, forthvm::Wait wait) {
    StopAsking();
    const bool is_preempted = outcome == WindowOutcome::kSpent && is_preempted_;
    return EndOf(is_preempted ? WindowOutcome::kPreempted : outcome, wait, spent_);
  }

 private:
  [[nodiscard]] WindowEnd EndOf(WindowOutcome outcome, forthvm::Wait wait, Reductions spent) const {
    const bool looks = grant_.cycles == 0 || spent >= CycleAccount::kLookFrom;
    return {.outcome = outcome,
            .wait = wait,
            .spent = spent,
            .cycles = looks ? __builtin_ia32_rdtsc() : 0};
  }
  void StopAsking() {
    if (std::exchange(is_asking_, false)) {
      grant_.preemption->End();
    }
  }

  WindowGrant grant_;
  Reductions rest_;   ///< Of the window, when the piece is done.
  Reductions spent_;  ///< In the window's pieces that are done.
  bool is_asking_ = false;
  bool is_preempted_ = false;
};

WindowEnd ForthRunner::Run(const WindowGrant& grant) {
  // Reading the counter is dear: events of short windows have the time of the last look.
  hal::RecordEventAt(grant.cycles != 0 ? grant.cycles : __builtin_ia32_rdtsc(),
                     hal::EventKind::kWindowBegun, id_.value());
  Windows windows;
  std::optional<Reductions> piece = windows.Begin(grant);
  forthvm::WakeCause wake = grant.wake;
  WindowOutcome outcome = WindowOutcome::kSpent;
  while (outcome == WindowOutcome::kSpent && piece.has_value()) {
    outcome = OutcomeOf(vm_.Run(*piece, wake, &windows));
    windows.Spend(vm_.last_spent());
    wake = forthvm::WakeCause::kEvent;
    if (outcome == WindowOutcome::kSpent) {
      piece = windows.Take();
    }
  }
  const WindowEnd end = windows.End(outcome, vm_.wait());
  hal::RecordEventAt(end.cycles != 0 ? end.cycles : windows.looked(), EventOf(end.outcome),
                     id_.value(), static_cast<std::uint64_t>(end.wait.reason));
  return end;
}

std::string_view ForthRunner::Manner() const {
  const forthvm::EngineKind engine = vm_.engine();
  return engine == forthvm::kUsualEngine ? std::string_view() : forthvm::NameOf(engine);
}

}  // namespace starkernel::arbiter
