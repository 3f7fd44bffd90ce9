#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/panic.h"

namespace starkernel::arbiter {

/// Where a VM instance is in its life.
enum class LifecycleState : std::uint8_t {
  kEmbryo,    ///< It is being made and has not run.
  kRunnable,  ///< It waits for its turn, and for nothing else.
  kRunning,   ///< It has an execution window.
  kWaiting,   ///< It waits for what its control block says.
  kBlocked,   ///< Its supervisor holds it back.
  kFaulted,   ///< It cannot go on by itself; its supervisor decides.
  kDead,      ///< It never runs again.
};

inline constexpr std::size_t kLifecycleStates = 7;

/// The state's name, as a VM instance's owner reads it.
[[nodiscard]] constexpr std::string_view LifecycleStateName(LifecycleState state) {
  switch (state) {
    case LifecycleState::kEmbryo: return "embryo";
    case LifecycleState::kRunnable: return "runnable";
    case LifecycleState::kRunning: return "running";
    case LifecycleState::kWaiting: return "waiting";
    case LifecycleState::kBlocked: return "blocked";
    case LifecycleState::kFaulted: return "faulted";
    case LifecycleState::kDead: return "dead";
  }
  return "unknown";
}

/// A bit for each state, in their order.
using LifecycleStates = std::uint8_t;

[[nodiscard]] constexpr LifecycleStates BitOf(LifecycleState state) {
  return static_cast<LifecycleStates>(1U << static_cast<unsigned>(state));
}

/// What a VM instance may become, by what it is: all that there is to the lifecycle. Only who is
/// runnable runs, everybody can die, and nobody comes back from that.
[[nodiscard]] constexpr LifecycleStates MayBecome(LifecycleState state) {
  using enum LifecycleState;
  constexpr std::array<unsigned, kLifecycleStates> kFollowers = {
      /* embryo */ BitOf(kRunnable) | BitOf(kDead),
      /* runnable */ BitOf(kRunning) | BitOf(kBlocked) | BitOf(kDead),
      /* running */ BitOf(kRunnable) | BitOf(kWaiting) | BitOf(kBlocked) | BitOf(kFaulted) |
          BitOf(kDead),
      /* waiting */ BitOf(kRunnable) | BitOf(kBlocked) | BitOf(kDead),
      /* blocked */ BitOf(kRunnable) | BitOf(kDead),
      /* faulted */ BitOf(kRunnable) | BitOf(kDead),
      /* dead */ 0,
  };
  return static_cast<LifecycleStates>(kFollowers.at(static_cast<std::size_t>(state)));
}

/// The state of one VM instance, which changes as MayBecome says or not at all.
class Lifecycle {
 public:
  [[nodiscard]] constexpr LifecycleState state() const { return state_; }
  [[nodiscard]] constexpr bool Is(LifecycleState state) const { return state_ == state; }

  /// Panics if the VM instance may not become that from where it is.
  constexpr void Enter(LifecycleState next) {
    Require((MayBecome(state_) & BitOf(next)) != 0, "a VM instance's state may not change so");
    state_ = next;
  }

 private:
  LifecycleState state_ = LifecycleState::kEmbryo;
};

}  // namespace starkernel::arbiter
