#pragma once

#include <cstdint>

#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"

namespace starkernel::hal {

/// The timer of the processor that runs this. It expires by an interrupt, which ends a wait.
class Timer {
 public:
  /// Expires once, not before `delay` has passed. A delay beyond Longest() is cut to that. What was
  /// started before is forgotten.
  virtual void StartOnce(Nanoseconds delay) SK_REQUIRES(kInterruptsOff) = 0;

  /// Expires every `period`, which is cut in the same way and rounded to whole ticks, at least one.
  virtual void StartPeriodic(Nanoseconds period) SK_REQUIRES(kInterruptsOff) = 0;

  virtual void Stop() SK_REQUIRES(kInterruptsOff) = 0;

  /// The longest delay and period; 0 if there is no timer.
  [[nodiscard]] virtual Nanoseconds Longest() const = 0;

  /// How often it has expired since this was last asked.
  [[nodiscard]] virtual std::uint64_t TakeExpirations() SK_EXCLUDES(kInterruptContext) = 0;

 protected:
  ~Timer() = default;
};

}  // namespace starkernel::hal
