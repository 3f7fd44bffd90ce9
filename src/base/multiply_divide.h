#pragma once

#include <cstdint>
#include <limits>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/base/rounding.h"
#include "src/base/wide_integer.h"

namespace starkernel {

/// left * right / divisor with all 128 bits of the product: for conversions between units, such as
/// clock ticks and nanoseconds, which in 64 bits overflow within seconds. Error::kInvalidArgument
/// if `divisor` is 0, Error::kOverflow if the result needs more than 64 bits.
[[nodiscard]] constexpr Result<std::uint64_t> MultiplyDivide(std::uint64_t left,
                                                             std::uint64_t right,
                                                             std::uint64_t divisor,
                                                             Rounding rounding = Rounding::kDown) {
  const Result<WideDivision> division = DivideWide(MultiplyWide(left, right), divisor);
  if (!division.ok()) {
    return division.error();
  }
  const auto [quotient, remainder] = division.value();
  if (!RoundsAwayFromZero(quotient, remainder, divisor, false, rounding)) {
    return quotient;
  }
  if (quotient == std::numeric_limits<std::uint64_t>::max()) {
    return Error::kOverflow;
  }
  return quotient + 1;
}

}  // namespace starkernel
