#include "src/base/fixed_point.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <type_traits>

#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/operator_concepts.h"
#include "src/base/result.h"
#include "src/base/rounding.h"

namespace starkernel {
namespace {

__extension__ using Int128 = __int128;

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

constexpr FixedPoint Units(std::int64_t units) { return FixedPoint::FromUnits(units); }
constexpr FixedPoint Whole(std::int64_t whole) { return FixedPoint::FromWhole(whole).value(); }

static_assert(!std::is_convertible_v<int, FixedPoint> && !std::is_constructible_v<FixedPoint, int>);
static_assert(!Addable<FixedPoint, int> && !Multipliable<FixedPoint, int>);
static_assert(Whole(1).units() == 65536);
static_assert(FixedPoint::FromRatio(1, 3).value() == Units(21845), "the first decay slope");

// numerator / denominator, rounded; both may be negative.
Int128 Rounded(Int128 numerator, Int128 denominator, Rounding rounding) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const bool inexact_below = numerator < 0 && numerator % denominator != 0;
  const Int128 floor = numerator / denominator - (inexact_below ? 1 : 0);
  const Int128 rest = numerator - floor * denominator;
  switch (rounding) {
    case Rounding::kDown: return floor;
    case Rounding::kUp: return floor + (rest != 0 ? 1 : 0);
    case Rounding::kNearest: break;
  }
  const bool up = rest * 2 > denominator || (rest * 2 == denominator && floor % 2 != 0);
  return floor + (up ? 1 : 0);
}

void ExpectRounded(const Result<FixedPoint>& result, Int128 exact) {
  const bool fits = exact >= kLeast && exact <= kMost;
  ASSERT_EQ(result.ok(), fits);
  if (fits) {
    ASSERT_EQ(result.value().units(), static_cast<std::int64_t>(exact));
  }
}

std::int64_t Draw(std::mt19937_64& random) {
  switch (random() % 4) {
    case 0: return static_cast<std::int64_t>(random() % 7) - 3;
    case 1: return kMost - static_cast<std::int64_t>(random() % 3);
    case 2: return kLeast + static_cast<std::int64_t>(random() % 3);
    default: return static_cast<std::int64_t>(random()) >> (random() % 64);
  }
}

TEST(FixedPointTest, AgreesWithExactArithmetic) {
  std::mt19937_64 random(4);
  for (int round = 0; round < 20'000; ++round) {
    const std::int64_t left = Draw(random);
    const std::int64_t right = Draw(random);
    ExpectRounded(CheckedAdd(Units(left), Units(right)), Int128{left} + right);
    ExpectRounded(CheckedSubtract(Units(left), Units(right)), Int128{left} - right);
    for (const Rounding rounding : {Rounding::kDown, Rounding::kUp, Rounding::kNearest}) {
      ExpectRounded(CheckedMultiply(Units(left), Units(right), rounding),
                    Rounded(Int128{left} * right, FixedPoint::kOne, rounding));
      if (right != 0) {
        ExpectRounded(CheckedDivide(Units(left), Units(right), rounding),
                      Rounded(Int128{left} * FixedPoint::kOne, right, rounding));
      }
      ASSERT_EQ(Units(left).ToWhole(rounding),
                static_cast<std::int64_t>(Rounded(left, FixedPoint::kOne, rounding)));
    }
    if (testing::Test::HasFatalFailure()) {
      return;
    }
  }
}

TEST(FixedPointTest, WholeNumbersReachTheirBounds) {
  EXPECT_EQ(Whole((1LL << 47) - 1).ToWhole(), (1LL << 47) - 1);
  EXPECT_EQ(FixedPoint::FromWhole(1LL << 47).error(), Error::kOverflow);
  EXPECT_EQ(Whole(-(1LL << 47)).units(), kLeast);
  EXPECT_EQ(FixedPoint::FromWhole(-(1LL << 47) - 1).error(), Error::kOverflow);
}

TEST(FixedPointTest, RoundsAsAsked) {
  const FixedPoint half = FixedPoint::FromRatio(1, 2).value();
  EXPECT_EQ(half.ToWhole(), 0);
  EXPECT_EQ((Whole(1) + half).ToWhole(), 2);
  EXPECT_EQ((-half).ToWhole(), 0);
  EXPECT_EQ((-half).ToWhole(Rounding::kDown), -1);
  EXPECT_EQ(half.ToWhole(Rounding::kUp), 1);
  EXPECT_EQ((half * half).units(), 16384);
  EXPECT_EQ((Whole(3) / Whole(-2)).units(), -98304);
}

TEST(FixedPointTest, SaturationStopsAtTheBounds) {
  EXPECT_EQ(SaturatingAdd(Units(kMost), Units(1)), Units(kMost));
  EXPECT_EQ(SaturatingSubtract(Units(kLeast), Units(1)), Units(kLeast));
  EXPECT_EQ(SaturatingMultiply(Units(kLeast), Whole(2)), Units(kLeast));
  EXPECT_EQ(SaturatingMultiply(Units(kLeast), Whole(-2)), Units(kMost));
  EXPECT_EQ(SaturatingMultiply(Whole(3), Whole(4)), Whole(12));
}

TEST(FixedPointTest, OperatorsPanicWhereThereIsNoResult) {
  EXPECT_PANIC(static_cast<void>(Units(kMost) + Units(1)), "fixed-point arithmetic has no result");
  EXPECT_PANIC(static_cast<void>(-Units(kLeast)), "fixed-point arithmetic has no result");
  EXPECT_PANIC(static_cast<void>(Whole(1) / Whole(0)), "fixed-point arithmetic has no result");
  EXPECT_EQ(CheckedDivide(Whole(1), Whole(0)).error(), Error::kInvalidArgument);
}

}  // namespace
}  // namespace starkernel
