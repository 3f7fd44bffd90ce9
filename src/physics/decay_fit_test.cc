#include "src/physics/decay_fit.h"

#include <cstdint>
#include <optional>

#include "gtest/gtest.h"
#include "src/base/fixed_point.h"
#include "src/base/fixed_point_math.h"
#include "src/physics/word_heat.h"

namespace starkernel::physics {
namespace {

constexpr std::int64_t kOne = FixedPoint::kOne;

TEST(DecayFit, NeedsTwoAges) {
  DecayFit fit;
  EXPECT_FALSE(fit.Solve().has_value());
  fit.Add(FixedPoint::FromUnits(kOne), kSamplesPerBeat);
  fit.Add(FixedPoint::FromUnits(2 * kOne), kSamplesPerBeat);
  EXPECT_FALSE(fit.Solve().has_value());
  fit.Add(FixedPoint::FromUnits(kOne), 2 * kSamplesPerBeat);
  EXPECT_TRUE(fit.Solve().has_value());
}

TEST(DecayFit, FindsAnExponentialDecay) {
  DecayFit fit;
  for (std::int64_t age = 0; age < 20; ++age) {
    // e^(8 - age / 4)
    const FixedPoint exponent = FixedPoint::FromUnits(8 * kOne - age * kOne / 4);
    fit.Add(Exponential(exponent).value(), static_cast<std::uint64_t>(age) * kSamplesPerBeat);
  }
  const std::optional<DecayFit::Line> line = fit.Solve();
  ASSERT_TRUE(line.has_value());
  EXPECT_NEAR(static_cast<double>(line->slope.units()), static_cast<double>(kOne) / 4, 4);
  EXPECT_GE(line->quality.units(), kOne - 32);
}

TEST(DecayFit, SaysHowBadALineIs) {
  DecayFit fit;
  // Logarithms 0, 1, 1, 0 at ages 0 to 3: level, and all of the variance is left.
  const FixedPoint e = Exponential(FixedPoint::FromUnits(kOne)).value();
  fit.Add(FixedPoint::FromUnits(kOne), 0);
  fit.Add(e, kSamplesPerBeat);
  fit.Add(e, 2 * kSamplesPerBeat);
  fit.Add(FixedPoint::FromUnits(kOne), 3 * kSamplesPerBeat);
  const std::optional<DecayFit::Line> line = fit.Solve();
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->slope, FixedPoint());
  EXPECT_EQ(line->quality, FixedPoint());
}

TEST(DecayFit, LeavesOutWhatIsColdOrTooOld) {
  DecayFit fit;
  fit.Add(FixedPoint(), 0);
  fit.Add(FixedPoint(), kSamplesPerBeat);
  EXPECT_FALSE(fit.Solve().has_value());
  fit.Add(FixedPoint::FromUnits(kOne), 0);
  fit.Add(FixedPoint::FromUnits(kOne), 4096 * kSamplesPerBeat);
  EXPECT_FALSE(fit.Solve().has_value());
  fit.Add(FixedPoint::FromUnits(kOne), 4096 * kSamplesPerBeat - 1);
  const std::optional<DecayFit::Line> line = fit.Solve();
  ASSERT_TRUE(line.has_value());
  // All heats are the same: the line is level and misses none.
  EXPECT_EQ(line->slope, FixedPoint());
  EXPECT_EQ(line->quality, FixedPoint::FromUnits(kOne));
}

}  // namespace
}  // namespace starkernel::physics
