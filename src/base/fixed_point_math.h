#pragma once

#include "src/base/fixed_point.h"
#include "src/base/result.h"

namespace starkernel {

/// The natural logarithm, rounded to the nearest number (the error is below 0.5000001 units of
/// 1/65536). Error::kInvalidArgument unless `number` is above zero.
[[nodiscard]] Result<FixedPoint> NaturalLogarithm(FixedPoint number);

/// e to the power of `exponent`. The error is below half a unit of 1/65536 and 2^-57 of the result.
/// Error::kOverflow from about 32.58 on; 0 below about -11.78.
[[nodiscard]] Result<FixedPoint> Exponential(FixedPoint exponent);

/// The square root, rounded to the nearest number without exception. Error::kInvalidArgument for
/// a number below zero.
[[nodiscard]] Result<FixedPoint> SquareRoot(FixedPoint number);

}  // namespace starkernel
