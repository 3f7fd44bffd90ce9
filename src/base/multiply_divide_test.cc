#include "src/base/multiply_divide.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/base/rounding.h"

namespace starkernel {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t kMost = ~0ULL;
constexpr std::uint64_t kNanosecondsPerSecond = 1'000'000'000;

static_assert(MultiplyDivide(kMost, kMost, kMost).value() == kMost);
static_assert(MultiplyDivide(3, 1, 2, Rounding::kNearest).value() == 2);

Wide Rounded(Wide product, std::uint64_t divisor, Rounding rounding) {
  const Wide quotient = product / divisor;
  const Wide twice = product % divisor * 2;
  switch (rounding) {
    case Rounding::kDown: return quotient;
    case Rounding::kUp: return quotient + (twice == 0 ? 0U : 1U);
    case Rounding::kNearest: break;
  }
  const bool up = twice > divisor || (twice == divisor && quotient % 2 == 1);
  return quotient + (up ? 1U : 0U);
}

TEST(MultiplyDivideTest, AgreesWithTheCompilersArithmetic) {
  std::mt19937_64 random(3);
  int fitting = 0;
  for (int round = 0; round < 100'000; ++round) {
    const std::uint64_t left = random() >> (random() % 64);
    const std::uint64_t right = random() >> (random() % 64);
    const std::uint64_t divisor = (random() >> (random() % 64)) | 1U;
    for (const Rounding rounding : {Rounding::kDown, Rounding::kUp, Rounding::kNearest}) {
      const Wide exact = Rounded(static_cast<Wide>(left) * right, divisor, rounding);
      const Result<std::uint64_t> result = MultiplyDivide(left, right, divisor, rounding);
      ASSERT_EQ(result.ok(), exact <= kMost);
      if (result.ok()) {
        ++fitting;
        ASSERT_EQ(result.value(), static_cast<std::uint64_t>(exact));
      }
    }
  }
  EXPECT_GT(fitting, 100'000);
}

TEST(MultiplyDivideTest, RoundsAsAsked) {
  EXPECT_EQ(MultiplyDivide(7, 1, 2).value(), 3U);
  EXPECT_EQ(MultiplyDivide(7, 1, 2, Rounding::kUp).value(), 4U);
  EXPECT_EQ(MultiplyDivide(5, 1, 2, Rounding::kNearest).value(), 2U);
  EXPECT_EQ(MultiplyDivide(7, 1, 2, Rounding::kNearest).value(), 4U);
  EXPECT_EQ(MultiplyDivide(5, 1, 3, Rounding::kNearest).value(), 2U);
  EXPECT_EQ(MultiplyDivide(6, 1, 2, Rounding::kUp).value(), 3U);
}

TEST(MultiplyDivideTest, SaysWhenThereIsNoResult) {
  EXPECT_EQ(MultiplyDivide(1, 1, 0).error(), Error::kInvalidArgument);
  EXPECT_EQ(MultiplyDivide(kMost, 2, 1).error(), Error::kOverflow);
  EXPECT_EQ(MultiplyDivide(kMost, 3, 2).error(), Error::kOverflow);
}

TEST(MultiplyDivideTest, RoundingUpCanOverflowByItself) {
  // 31 * 1190112520884487201 = 2 * (2^64 - 1) + 1.
  constexpr std::uint64_t kOther = 1'190'112'520'884'487'201;
  EXPECT_EQ(MultiplyDivide(31, kOther, 2).value(), kMost);
  EXPECT_EQ(MultiplyDivide(31, kOther, 2, Rounding::kUp).error(), Error::kOverflow);
}

TEST(MultiplyDivideTest, ConvertsAYearOfTicks) {
  constexpr std::uint64_t kHertz = 2'893'437'000;
  constexpr std::uint64_t kYear = 31'556'952;
  EXPECT_EQ(MultiplyDivide(kHertz * kYear, kNanosecondsPerSecond, kHertz).value(),
            kYear * kNanosecondsPerSecond);
}

}  // namespace
}  // namespace starkernel
