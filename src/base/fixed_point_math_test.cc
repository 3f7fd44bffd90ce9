#include "src/base/fixed_point_math.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "src/base/error.h"
#include "src/base/fixed_point.h"
#include "src/base/result.h"

namespace starkernel {
namespace {

using Reference = long double;
static_assert(std::numeric_limits<Reference>::digits >= 64, "references are more precise");
__extension__ using Int128 = __int128;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr Reference kOne = 65536;

FixedPoint Units(std::int64_t units) { return FixedPoint::FromUnits(units); }

std::int64_t Draw(std::mt19937_64& random) {
  return static_cast<std::int64_t>(random() >> (1 + random() % 63));
}

void ExpectNear(const Result<FixedPoint>& result, Reference units, Reference bound,
                std::int64_t argument) {
  ASSERT_TRUE(result.ok()) << argument;
  const Reference error = std::fabs(static_cast<Reference>(result.value().units()) - units);
  ASSERT_LE(static_cast<double>(error), static_cast<double>(bound)) << argument;
}

TEST(FixedPointMathTest, LogarithmsAreRoundedToTheNearest) {
  std::mt19937_64 random(1);
  const auto check = [](std::int64_t units) {
    const Reference exact = std::log(static_cast<Reference>(units) / kOne) * kOne;
    ExpectNear(NaturalLogarithm(Units(units)), exact, 0.5000001L, units);
  };
  for (std::int64_t units = 1; units < 2000; ++units) {
    check(units);
  }
  for (int round = 0; round < 20'000; ++round) {
    check(1 + Draw(random) / 2);
  }
  check(kMost);
  EXPECT_EQ(NaturalLogarithm(Units(65536)).value(), FixedPoint());
  EXPECT_EQ(NaturalLogarithm(Units(178145)).value(), Units(65536)) << "ln e";
  EXPECT_EQ(NaturalLogarithm(Units(1)).value(), Units(-726817)) << "-16 ln 2";
}

TEST(FixedPointMathTest, LogarithmsOfWhatIsNotPositiveAreRefused) {
  EXPECT_EQ(NaturalLogarithm(Units(0)).error(), Error::kInvalidArgument);
  EXPECT_EQ(NaturalLogarithm(Units(-1)).error(), Error::kInvalidArgument);
}

TEST(FixedPointMathTest, ExponentialsAreWithinTheirBounds) {
  const auto check = [](std::int64_t units) {
    const Reference exact = std::exp(static_cast<Reference>(units) / kOne) * kOne;
    const Reference bound = 0.5L + exact * 0x1p-57L;
    ExpectNear(Exponential(Units(units)), exact, bound, units);
  };
  for (std::int64_t units = -12 * 65536; units < 32 * 65536; units += 97) {
    check(units);
    if (HasFatalFailure()) {
      return;
    }
  }
  EXPECT_EQ(Exponential(Units(0)).value(), Units(65536));
  EXPECT_EQ(Exponential(Units(65536)).value(), Units(178145)) << "e";
  EXPECT_EQ(Exponential(Units(-65536)).value(), Units(24109)) << "1/e";
}

TEST(FixedPointMathTest, ExponentialsEndAtTheirBounds) {
  const std::int64_t greatest = NaturalLogarithm(Units(kMost)).value().units();
  EXPECT_TRUE(Exponential(Units(greatest - 1)).ok());
  EXPECT_EQ(Exponential(Units(greatest + 1)).error(), Error::kOverflow);
  EXPECT_EQ(Exponential(Units(33 * 65536)).error(), Error::kOverflow);
  EXPECT_EQ(Exponential(Units(kMost)).error(), Error::kOverflow);
  EXPECT_EQ(Exponential(Units(-13 * 65536)).value(), FixedPoint());
  EXPECT_EQ(Exponential(Units(std::numeric_limits<std::int64_t>::min())).value(), FixedPoint());
  EXPECT_EQ(Exponential(Units(-771'000)).value(), Units(1));
  EXPECT_EQ(Exponential(Units(-773'000)).value(), FixedPoint());
}

TEST(FixedPointMathTest, SquareRootsAreExact) {
  std::mt19937_64 random(2);
  const auto check = [](std::int64_t units) {
    const Result<FixedPoint> root = SquareRoot(Units(units));
    ASSERT_TRUE(root.ok());
    const Int128 twice = Int128{root.value().units()} * 2;
    const Int128 square = Int128{units} * 65536 * 4;
    ASSERT_LE((twice - 1) * (twice - 1), units == 0 ? Int128{1} : square) << units;
    ASSERT_GT((twice + 1) * (twice + 1), square) << units;
  };
  for (std::int64_t units = 0; units < 5000; ++units) {
    check(units);
  }
  for (int round = 0; round < 20'000; ++round) {
    check(Draw(random));
  }
  check(kMost);
  EXPECT_EQ(SquareRoot(Units(4 * 65536)).value(), Units(2 * 65536));
  EXPECT_EQ(SquareRoot(Units(2 * 65536)).value(), Units(92682));
  EXPECT_EQ(SquareRoot(Units(-1)).error(), Error::kInvalidArgument);
}

}  // namespace
}  // namespace starkernel
