#include "src/base/wide_integer.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>

#include "src/base/error.h"
#include "src/base/result.h"

namespace starkernel {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr Wide AsWide(WideInteger number) {
  return (static_cast<Wide>(number.high) << 64U) | number.low;
}

static_assert(MultiplyWide(~0ULL, ~0ULL) == WideInteger{1, ~0ULL - 1});
static_assert(DivideWide({0, 1}, 2).value().quotient == 1ULL << 63U);

// Values near the bounds and near powers of two as often as values in between.
std::uint64_t Draw(std::mt19937_64& random) {
  const std::uint64_t any = random();
  switch (random() % 4) {
    case 0: return any % 4;
    case 1: return ~(any % 4);
    case 2: return (1ULL << (any % 64)) + (random() % 3) - 1;
    default: return any >> (random() % 64);
  }
}

TEST(WideIntegerTest, MultipliesAndAddsLikeTheCompiler) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 50'000; ++round) {
    const WideInteger left{Draw(random), Draw(random)};
    const WideInteger right{Draw(random), Draw(random)};
    ASSERT_EQ(AsWide(MultiplyWide(left.low, right.low)), static_cast<Wide>(left.low) * right.low);
    ASSERT_EQ(AsWide(AddWide(left, right)), AsWide(left) + AsWide(right));
  }
}

TEST(WideIntegerTest, DividesLikeTheCompiler) {
  std::mt19937_64 random(2);
  int fitting = 0;
  for (int round = 0; round < 200'000; ++round) {
    const WideInteger dividend{Draw(random), Draw(random) >> (random() % 64)};
    const std::uint64_t divisor = Draw(random);
    const Result<WideDivision> division = DivideWide(dividend, divisor);
    if (divisor == 0) {
      ASSERT_EQ(division.error(), Error::kInvalidArgument);
      continue;
    }
    const Wide quotient = AsWide(dividend) / divisor;
    if (quotient > ~0ULL) {
      ASSERT_EQ(division.error(), Error::kOverflow);
      continue;
    }
    ++fitting;
    ASSERT_EQ(division.value().quotient, static_cast<std::uint64_t>(quotient))
        << dividend.high << ":" << dividend.low << " / " << divisor;
    ASSERT_EQ(division.value().remainder, static_cast<std::uint64_t>(AsWide(dividend) % divisor));
  }
  EXPECT_GT(fitting, 50'000);
}

TEST(WideIntegerTest, CorrectsAGuessThatIsTooLarge) {
  // 2^126 / (2^63 + 2^32 - 1): a divisor whose lower half is as large as it can be.
  const Wide dividend = static_cast<Wide>(1) << 126U;
  const std::uint64_t divisor = (1ULL << 63U) + (1ULL << 32U) - 1;
  const Result<WideDivision> division = DivideWide({0, 1ULL << 62U}, divisor);
  EXPECT_EQ(division.value().quotient, static_cast<std::uint64_t>(dividend / divisor));
  EXPECT_EQ(division.value().remainder, static_cast<std::uint64_t>(dividend % divisor));
}

TEST(WideIntegerTest, QuotientsEndAtSixtyFourBits) {
  EXPECT_EQ(DivideWide({~0ULL, 6}, 7).value().quotient, ~0ULL);
  EXPECT_EQ(DivideWide({0, 7}, 7).error(), Error::kOverflow);
  EXPECT_EQ(DivideWide({0, 0}, 0).error(), Error::kInvalidArgument);
}

}  // namespace
}  // namespace starkernel
