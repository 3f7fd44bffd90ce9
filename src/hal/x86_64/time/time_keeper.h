#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/time/calibration.h"
#include "src/hal/time/counter.h"
#include "src/hal/time/monotonic_clock.h"
#include "src/hal/x86_64/time/cycle_rate.h"

namespace starkernel::hal {

/// A counter of known pace that a machine may have.
struct TimeSource {
  std::string_view name;
  ReferenceCounter counter;
  bool keeps_time = true;  ///< It can serve as the clock too: no other reads it or restarts it.
};

/// Chooses what a machine tells the time by, and measures it. Needs no processor: it is given the
/// counters.
class TimeKeeper {
 public:
  /// `cycles` is the cycle counter, 64 bits.
  explicit TimeKeeper(Counter& cycles [[clang::lifetimebound]]) : cycles_(cycles) {}
  TimeKeeper(const TimeKeeper&) = delete;
  TimeKeeper& operator=(const TimeKeeper&) = delete;
  ~TimeKeeper() = default;

  /// Measures the cycle counter against `source`, unless it has been measured. If the source does
  /// not work, that is said on `complaints`. To be called for each that the machine has, the best
  /// first; its counter outlives this.
  void Try(const TimeSource& source, TextWriter& complaints);

  /// Chooses the clock: the cycle counter if it is invariant and was measured, otherwise the source
  /// that it was measured against if that keeps time, otherwise the cycle counter all the same. A
  /// machine on which nothing can be measured gets a clock by what the processor says of itself, or
  /// by a guess.
  void Choose(const CycleCounterTraits& traits);

  /// Measures a counter of 32 bits against the source that the cycle counter was measured against.
  [[nodiscard]] Result<Calibration> Measure(Counter& subject, const CalibrationPlan& plan) const;

  /// The clock; panics before Choose.
  [[nodiscard]] MonotonicClock& clock() [[clang::lifetimebound]];

  /// The cycle counter's pace as measured or, within what was measured, as enumerated; nothing if
  /// it was not measured.
  [[nodiscard]] const std::optional<Calibration>& cycles() const [[clang::lifetimebound]] {
    return measured_;
  }
  /// The reference that it was measured against.
  [[nodiscard]] const std::optional<TimeSource>& reference() const [[clang::lifetimebound]] {
    return reference_;
  }
  /// Whether the clock is the cycle counter.
  [[nodiscard]] bool by_cycles() const { return by_cycles_; }

  /// Writes what was chosen and how wrong it may be, without a line end: `TSC 2.095 GHz against
  /// HPET (±12 ppm)`, or `HPET 100.000 MHz (TSC is not invariant: 2.095 GHz, ±12 ppm)`.
  void Describe(TextWriter& writer) const;

 private:
  Counter& cycles_;
  CycleCounterTraits traits_;
  std::optional<Calibration> measured_;
  std::optional<TimeSource> reference_;
  bool by_cycles_ = true;
  std::optional<MonotonicClock> clock_;
};

/// Writes a frequency for people: `2.095 GHz`, `100.000 MHz`.
void WriteFrequency(TextWriter& writer, std::uint64_t hertz);

}  // namespace starkernel::hal
