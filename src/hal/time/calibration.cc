#include "src/hal/time/calibration.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "src/base/checked.h"
#include "src/base/error.h"
#include "src/base/fixed_vector.h"
#include "src/base/multiply_divide.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/rounding.h"
#include "src/hal/time/counter.h"
#include "src/hal/time/tick_length.h"

namespace starkernel::hal {
namespace {

// Reading a device costs about a microsecond: a counter that has not moved in so many readings,
// or has not come to the end of a window in so many, never will.
constexpr std::uint32_t kStuckReads = 20'000;
constexpr std::uint32_t kMostReads = 4'000'000;

// Readings for one sample, of which the quickest counts.
constexpr int kTries = 6;

// Both counters at one moment.
struct Sample {
  std::uint64_t reference = 0;
  std::uint64_t subject = 0;
  std::uint64_t uncertainty = 0;  ///< Ticks of the subject that it may be wrong by.
};

struct Estimate {
  std::uint64_t hertz = 0;
  std::uint64_t error = 0;  ///< Hertz.
};

bool Agree(const Estimate& left, const Estimate& right) {
  const std::uint64_t difference =
      left.hertz > right.hertz ? left.hertz - right.hertz : right.hertz - left.hertz;
  return difference <= left.error + right.error;
}

class Measurement {
 public:
  Measurement(const ReferenceCounter& reference, Counter& subject, unsigned subject_bits)
      : reference_(reference), subject_(subject), subject_bits_(subject_bits) {}

  Sample Take() {
    Sample best{.uncertainty = std::numeric_limits<std::uint64_t>::max()};
    for (int attempt = 0; attempt < kTries; ++attempt) {
      const std::uint64_t before = subject_.Read();
      const std::uint64_t reference = reference_.counter.Read();
      const std::uint64_t after = subject_.Read();
      const std::uint64_t took = TicksBetween(before, after, subject_bits_);
      const std::uint64_t half = took / 2;
      if (half < best.uncertainty) {
        best = {.reference = reference, .subject = before + half, .uncertainty = took - half};
      }
    }
    return best;
  }

  // Waits until `ticks` of the reference have passed since `begin`.
  Result<void> Wait(std::uint64_t begin, std::uint64_t ticks) {
    std::uint64_t last = begin;
    std::uint32_t unchanged = 0;
    for (std::uint32_t reads = 0; reads < kMostReads; ++reads) {
      const std::uint64_t now = reference_.counter.Read();
      if (TicksBetween(begin, now, reference_.bits) >= ticks) {
        return {};
      }
      unchanged = now == last ? unchanged + 1 : 0;
      last = now;
      if (unchanged >= kStuckReads) {
        return Error::kDeviceFailure;
      }
    }
    return Error::kDeviceFailure;
  }

  // The subject's pace between two samples.
  [[nodiscard]] Result<Estimate> Between(const Sample& begin, const Sample& end) const {
    const std::uint64_t reference = TicksBetween(begin.reference, end.reference, reference_.bits);
    const std::uint64_t subject = TicksBetween(begin.subject, end.subject, subject_bits_);
    if (reference == 0 || subject == 0) {
      return Error::kDeviceFailure;
    }
    // hertz = subject ticks / (reference ticks * numerator / denominator / 1e9)
    const TickLength& tick = reference_.tick;
    const std::uint64_t scale = TRY(CheckedMultiply(TickLength::kPerSecond, tick.denominator));
    const std::uint64_t length = TRY(CheckedMultiply(reference, tick.numerator));
    const std::uint64_t hertz = TRY(MultiplyDivide(subject, scale, length, Rounding::kNearest));
    const std::uint64_t reading =
        TRY(MultiplyDivide(begin.uncertainty + end.uncertainty, scale, length, Rounding::kUp));
    // A reading of the reference may be up to one tick old.
    const std::uint64_t resolution = TRY(MultiplyDivide(hertz, 1, reference, Rounding::kUp));
    return Estimate{.hertz = hertz, .error = TRY(CheckedAdd(reading, resolution))};
  }

 private:
  const ReferenceCounter& reference_;
  Counter& subject_;
  unsigned subject_bits_;
};

Estimate Middle(std::span<Estimate> estimates) {
  std::ranges::sort(estimates, {}, &Estimate::hertz);
  return estimates[estimates.size() / 2];
}

}  // namespace

Result<Calibration> Calibrate(const ReferenceCounter& reference, Counter& subject,
                              unsigned subject_bits, const CalibrationPlan& plan) {
  Require(plan.windows >= 1 && plan.windows <= CalibrationPlan::kMostWindows,
          "a calibration needs 1 to 15 windows");
  Measurement measurement(reference, subject, subject_bits);
  const std::uint64_t ticks = reference.tick.Ticks(plan.window);
  FixedVector<Estimate, CalibrationPlan::kMostWindows> estimates;
  const Sample first = measurement.Take();
  Sample last = first;
  for (unsigned window = 0; window < plan.windows; ++window) {
    TRY(measurement.Wait(last.reference, ticks));
    const Sample next = measurement.Take();
    TRY(estimates.Push(TRY(measurement.Between(last, next))));
    last = next;
  }
  const Estimate middle = Middle(estimates.items());
  const auto agreeing = static_cast<std::size_t>(std::ranges::count_if(
      estimates, [&](const Estimate& estimate) { return Agree(estimate, middle); }));
  if (agreeing * 2 <= plan.windows) {
    return Error::kDeviceFailure;
  }
  const Estimate whole = TRY(measurement.Between(first, last));
  const Estimate best = agreeing == plan.windows && Agree(whole, middle) ? whole : middle;
  constexpr std::uint64_t kMillion = 1'000'000;
  return Calibration{
      .hertz = best.hertz,
      .error_ppm = TRY(MultiplyDivide(best.error, kMillion, best.hertz, Rounding::kUp))};
}

}  // namespace starkernel::hal
