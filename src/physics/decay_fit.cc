#include "src/physics/decay_fit.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "src/base/fixed_point.h"
#include "src/base/fixed_point_math.h"
#include "src/base/result.h"
#include "src/physics/word_heat.h"

namespace starkernel::physics {
namespace {

constexpr FixedPoint kOne = FixedPoint::FromUnits(FixedPoint::kOne);

/// dividend / divisor, 0 where it is out of range.
FixedPoint QuotientOf(FixedPoint dividend, FixedPoint divisor) {
  const Result<FixedPoint> quotient = CheckedDivide(dividend, divisor);
  return quotient.ok() ? quotient.value() : FixedPoint();
}

void AddTo(FixedPoint& sum, FixedPoint number) { sum = SaturatingAdd(sum, number); }

}  // namespace

void DecayFit::Add(FixedPoint heat, std::uint64_t samples) {
  if (samples >= kOldest * kSamplesPerBeat) {
    return;
  }
  const Result<FixedPoint> logarithm = NaturalLogarithm(heat);
  if (!logarithm.ok()) {
    return;
  }
  const FixedPoint value = logarithm.value();
  const FixedPoint age = FixedPoint::FromUnits(
      static_cast<std::int64_t>(samples * (FixedPoint::kOne / kSamplesPerBeat)));
  ++points_;
  AddTo(ages_, age);
  AddTo(logarithms_, value);
  AddTo(squared_ages_, SaturatingMultiply(age, age));
  AddTo(squared_logarithms_, SaturatingMultiply(value, value));
  AddTo(products_, SaturatingMultiply(age, value));
}

std::optional<DecayFit::Line> DecayFit::Solve() const {
  if (points_ == 0) {
    return std::nullopt;
  }
  const auto mean = [this](FixedPoint sum) { return FixedPoint::FromUnits(sum.units() / points_); };
  const FixedPoint age = mean(ages_);
  const FixedPoint logarithm = mean(logarithms_);
  const FixedPoint age_variance =
      SaturatingSubtract(mean(squared_ages_), SaturatingMultiply(age, age));
  const FixedPoint variance =
      SaturatingSubtract(mean(squared_logarithms_), SaturatingMultiply(logarithm, logarithm));
  const FixedPoint covariance =
      SaturatingSubtract(mean(products_), SaturatingMultiply(age, logarithm));
  if (age_variance <= FixedPoint()) {
    return std::nullopt;
  }
  const FixedPoint slope = QuotientOf(covariance, age_variance);
  // A level line through points that do not vary misses none.
  const FixedPoint quality =
      variance <= FixedPoint() ? kOne : SaturatingMultiply(slope, QuotientOf(covariance, variance));
  return Line{.slope = SaturatingSubtract(FixedPoint(), slope),
              .quality = std::clamp(quality, FixedPoint(), kOne)};
}

}  // namespace starkernel::physics
