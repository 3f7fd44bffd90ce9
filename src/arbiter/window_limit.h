#pragma once

#include <algorithm>
#include <optional>

#include "src/arbiter/arbiter_time.h"
#include "src/arbiter/preemption.h"
#include "src/arbiter/sleep_queue.h"
#include "src/arbiter/window_alarm.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"

namespace starkernel::arbiter {

/// Ends a window when the first sleeper's time has come, a device has interrupted, or it has lasted
/// too long.
class WindowLimit final : public Preemption {
 public:
  /// No window lasts longer, from the end of its first piece on: what the longest quantum is taken
  /// to be.
  static constexpr Nanoseconds kLongest{10'000'000};

  /// All outlive this.
  WindowLimit(ArbiterTime& time [[clang::lifetimebound]],
              WindowAlarm& alarm [[clang::lifetimebound]],
              const SleepQueue& sleepers [[clang::lifetimebound]])
      : time_(time), alarm_(alarm), sleepers_(sleepers) {}

  void Begin() override SK_EXCLUDES(kInterruptContext) {
    const Nanoseconds end = time_.Now() + kLongest;
    alarm_.Set(std::min(end, sleepers_.first_time().value_or(end)));
  }
  [[nodiscard]] bool IsRaised() override SK_EXCLUDES(kInterruptContext) {
    return alarm_.HasGoneOff();
  }
  void End() override SK_EXCLUDES(kInterruptContext) { alarm_.Cancel(); }

 private:
  ArbiterTime& time_;
  WindowAlarm& alarm_;
  const SleepQueue& sleepers_;
};

}  // namespace starkernel::arbiter
