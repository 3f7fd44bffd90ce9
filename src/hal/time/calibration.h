#pragma once

#include <cstdint>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/time/counter.h"
#include "src/hal/time/tick_length.h"

namespace starkernel::hal {

/// A counter whose pace is known.
struct ReferenceCounter {
  Counter& counter;
  unsigned bits = 64;
  TickLength tick;
};

/// How long to measure.
struct CalibrationPlan {
  static constexpr unsigned kMostWindows = 15;

  unsigned windows = 5;  ///< 1 to kMostWindows, odd so that one is in the middle.
  Nanoseconds window{3'000'000};
};

/// The pace of a counter and how wrong it may be: by what the reference cannot resolve and by the
/// time that reading takes. The reference itself is taken to be right.
struct Calibration {
  std::uint64_t hertz = 0;
  std::uint64_t error_ppm = 0;  ///< At most; rounded up.
};

/// Measures `subject`, a counter of `subject_bits` bits that may not pass its end within the plan's
/// time, against a reference. The estimate is that of the whole time if most of the windows agree
/// with it, and that of the window in the middle otherwise, as when something stopped the processor
/// in between. Error::kDeviceFailure if a counter stands still, goes back or gives no two windows
/// that agree. Takes the plan's time and never hangs: no counter is read without bound.
[[nodiscard]] Result<Calibration> Calibrate(const ReferenceCounter& reference, Counter& subject,
                                            unsigned subject_bits, const CalibrationPlan& plan);

}  // namespace starkernel::hal
