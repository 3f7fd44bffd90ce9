#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/ids.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/hal/machine.h"

namespace starkernel::arbiter {

/// What made the arbiter turn to its owner.
struct ArbiterEvent {
  VmId vm;
  forthvm::RunOutcome outcome = forthvm::RunOutcome::kBye;  ///< kBye or kUncaughtErrorInStartup.
};

/// Told of windows as they pass, by an arbiter that has nothing else to do with consoles.
class WindowObserver {
 public:
  /// A VM instance has spent a whole window and has more to do.
  virtual void AfterSpentWindow() = 0;

 protected:
  ~WindowObserver() = default;
};

/// Grants execution windows to VM instances, in turn, each for at most one quantum. Where no VM
/// instance can run, the machine idles until there may be input.
class Arbiter {
 public:
  static constexpr std::size_t kMaximumVms = 16;

  /// What one window is worth: long enough that a transition costs nothing beside it, short
  /// enough (well below a millisecond) that no VM instance notices the others.
  static constexpr Reductions kQuantum{10'000};

  Arbiter(hal::Machine& machine [[clang::lifetimebound]],
          WindowObserver& observer [[clang::lifetimebound]])
      : machine_(machine), observer_(observer) {}
  Arbiter(const Arbiter&) = delete;
  Arbiter& operator=(const Arbiter&) = delete;
  ~Arbiter() = default;

  /// Takes charge of a VM instance, which must outlive the arbiter. Ids count up from 0.
  /// Error::kCapacity if there are kMaximumVms already.
  [[nodiscard]] Result<VmId> Admit(forthvm::Vm& vm) SK_EXCLUDES(kInterruptContext);

  /// Runs VM instances until one of them ends or fails in a way that its owner must know of. An
  /// ended VM instance is never run again; a failed one goes on with the next call. Panics if no
  /// VM instance is alive.
  [[nodiscard]] ArbiterEvent NextEvent() SK_EXCLUDES(kInterruptContext);

  /// VM instances that have not ended.
  [[nodiscard]] std::size_t alive() const;

 private:
  enum class RunState : std::uint8_t { kRunnable, kWaiting, kDead };
  struct Entry {
    forthvm::Vm* vm = nullptr;
    RunState state = RunState::kDead;
  };

  [[nodiscard]] std::optional<std::size_t> NextRunnable();
  void WakeWaiting();

  hal::Machine& machine_;
  WindowObserver& observer_;
  std::array<Entry, kMaximumVms> entries_{};
  std::size_t admitted_ = 0;
  std::size_t last_run_ = kMaximumVms - 1;
};

}  // namespace starkernel::arbiter
