#include "src/physics/heat_totals.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "src/base/fixed_point.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/base/rounding.h"
#include "src/physics/word_heat.h"

namespace starkernel::physics {
namespace {

// So the sum of all squares is below 2^63, and a mean of them below 2^47.
static_assert(kMostHeat * kMostHeat <
              std::numeric_limits<std::int64_t>::max() / std::int64_t{HeatTotals::kMostWords});
static_assert(kMostHeat * kMostHeat < std::int64_t{1} << 47U);

FixedPoint Quotient(std::int64_t dividend, std::int64_t divisor) {
  const Result<FixedPoint> quotient = FixedPoint::FromRatio(dividend, divisor);
  Require(quotient.ok(), "a mean of heats is out of range");
  return quotient.value();
}

}  // namespace

void HeatTotals::Change(FixedPoint before, FixedPoint after) {
  const std::int64_t old_whole = before.ToWhole(Rounding::kDown);
  const std::int64_t new_whole = after.ToWhole(Rounding::kDown);
  warm_ += (after.units() > 0 ? 1 : 0) - (before.units() > 0 ? 1 : 0);
  hot_ += (new_whole >= kHotFrom ? 1 : 0) - (old_whole >= kHotFrom ? 1 : 0);
  units_ += after.units() - before.units();
  whole_ += new_whole - old_whole;
  squares_ += new_whole * new_whole - old_whole * old_whole;
}

FixedPoint HeatTotals::Mean() const {
  return warm_ == 0 ? FixedPoint() : FixedPoint::FromUnits(units_ / warm_);
}

FixedPoint HeatTotals::Variance() const {
  if (warm_ == 0) {
    return FixedPoint();
  }
  const FixedPoint square = Quotient(squares_, warm_);
  const FixedPoint mean = Quotient(whole_, warm_);
  return std::max(SaturatingSubtract(square, SaturatingMultiply(mean, mean)), FixedPoint());
}

}  // namespace starkernel::physics
