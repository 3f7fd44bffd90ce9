#pragma once

#include <cstdint>
#include <limits>

#include "src/base/multiply_divide.h"
#include "src/base/quantities.h"
#include "src/base/rounding.h"

namespace starkernel::hal {

/// How long a tick of a counter lasts, exactly: numerator / denominator nanoseconds. Neither is 0.
struct TickLength {
  std::uint64_t numerator = 1;
  std::uint64_t denominator = 1;

  static constexpr std::uint64_t kPerSecond = 1'000'000'000;

  [[nodiscard]] static constexpr TickLength OfFrequency(std::uint64_t hertz) {
    return {.numerator = kPerSecond, .denominator = hertz};
  }
  [[nodiscard]] static constexpr TickLength OfFemtoseconds(std::uint64_t femtoseconds) {
    return {.numerator = femtoseconds, .denominator = 1'000'000};
  }

  /// What `ticks` last, rounded down; the highest number if that is too long.
  [[nodiscard]] constexpr Nanoseconds Duration(std::uint64_t ticks) const {
    const auto time = MultiplyDivide(ticks, numerator, denominator);
    return Nanoseconds(time.ok() ? time.value() : std::numeric_limits<std::uint64_t>::max());
  }

  /// The ticks that last `time`, by default at least; the highest number if there are more.
  [[nodiscard]] constexpr std::uint64_t Ticks(Nanoseconds time,
                                              Rounding rounding = Rounding::kUp) const {
    const auto ticks = MultiplyDivide(time.value(), denominator, numerator, rounding);
    return ticks.ok() ? ticks.value() : std::numeric_limits<std::uint64_t>::max();
  }
};

}  // namespace starkernel::hal
