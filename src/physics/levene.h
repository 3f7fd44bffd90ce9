#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/fixed_point.h"

namespace starkernel::physics {

/// Levene's W for the newest (last) whole chunks of `width` values: whether they vary alike. With k
/// chunks of n = k * width values, z the distance of a value from its chunk's mean, z_j the mean of
/// these in chunk j and z. that of all:
///   W = (n - k) / (k - 1) * sum of width * (z_j - z.)^2 / sum of (z - z_j)^2.
/// 0 where nothing varies, the greatest number where only chunks differ. Needs 1 <= width, at least
/// 2 chunks and at most 4096 values, by which no sum overflows. (H. Levene, Robust tests for
/// equality of variances, 1960.)
[[nodiscard]] FixedPoint LeveneStatistic(std::span<const std::uint16_t> values, std::size_t width);

}  // namespace starkernel::physics
