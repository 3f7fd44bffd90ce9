#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "src/arbiter/preemption.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"
#include "src/forthvm/wait.h"

namespace starkernel::arbiter {

/// How an execution window ended.
enum class WindowOutcome : std::uint8_t {
  kSpent,      ///< The quantum is used up; there is more to do.
  kPreempted,  ///< WindowGrant::preemption ended it; there is more to do.
  kYielded,    ///< The VM instance gave the rest of its quantum up; there is more to do.
  kWaiting,    ///< It cannot go on before what WindowEnd::wait says.
  kEnded,      ///< It is over.
  kFaulted,    ///< It cannot go on by itself.
};

class NextWindow;

/// What a VM instance is given for one execution window.
struct WindowGrant {
  Reductions quantum;
  /// Why it goes on, if it waited.
  forthvm::WakeCause wake = forthvm::WakeCause::kNone;
  /// The processor's cycle counter when it was last looked at; 0 if it never is.
  std::uint64_t cycles = 0;
  /// What may end the window before the quantum is spent; null if nothing does.
  Preemption* preemption = nullptr;
  /// Who may be asked for the next window in the midst of what is done; null if nobody.
  NextWindow* next = nullptr;
};

/// What became of an execution window.
struct WindowEnd {
  WindowOutcome outcome = WindowOutcome::kSpent;
  forthvm::Wait wait{};      ///< With kWaiting.
  Reductions spent{};        ///< May exceed the quantum, by one long operation.
  std::uint64_t cycles = 0;  ///< The counter now, if it was looked at; otherwise 0.
};

/// Gives who has spent its window the next one where it is, so that it need not stop for it.
class NextWindow {
 public:
  /// Ends the window as if it had stopped, with kSpent, and grants the next one. If there is
  /// something to be done between the two, or somebody else to run, nothing has happened: it has to
  /// stop.
  [[nodiscard]] virtual std::optional<WindowGrant> GoOn(const WindowEnd& end)
      SK_EXCLUDES(kInterruptContext) = 0;

 protected:
  ~NextWindow() = default;
};

/// What a VM instance is to the arbiter: something that runs for a while.
class Runnable {
 public:
  /// Runs until about `grant.quantum` reductions are spent, the VM instance cannot go on, or
  /// `grant.preemption` says so. Gives how the last window ended: there were others if `grant.next`
  /// gave them.
  virtual WindowEnd Run(const WindowGrant& grant) = 0;

  /// How it runs, for those who look at it, if that is not as usual; else nothing.
  [[nodiscard]] virtual std::string_view Manner() const [[clang::lifetimebound]] { return {}; }

 protected:
  ~Runnable() = default;
};

}  // namespace starkernel::arbiter
