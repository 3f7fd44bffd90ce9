#include "src/base/checked.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>

#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/result.h"

namespace starkernel {
namespace {

template <typename T>
constexpr T kMax = std::numeric_limits<T>::max();
template <typename T>
constexpr T kMin = std::numeric_limits<T>::min();

static_assert(CheckedAdd<std::uint64_t>(kMax<std::uint64_t> - 1, 1).value() == kMax<std::uint64_t>);
static_assert(CheckedAdd<std::uint64_t>(kMax<std::uint64_t>, 1).error() == Error::kOverflow);
static_assert(CheckedSubtract<std::uint64_t>(1, 1).value() == 0);
static_assert(CheckedSubtract<std::uint64_t>(0, 1).error() == Error::kOverflow);
static_assert(CheckedMultiply<std::uint64_t>(1ULL << 32U, (1ULL << 32U) - 1).ok());
static_assert(!CheckedMultiply<std::uint64_t>(1ULL << 32U, 1ULL << 32U).ok());
static_assert(CheckedCast<std::uint8_t>(255).value() == 255);
static_assert(!CheckedCast<std::uint8_t>(256).ok());

TEST(CheckedTest, AddStopsAtBothEndsOfSignedRange) {
  EXPECT_EQ(CheckedAdd<std::int32_t>(kMax<std::int32_t>, 0).value(), kMax<std::int32_t>);
  EXPECT_EQ(CheckedAdd<std::int32_t>(kMax<std::int32_t>, 1).error(), Error::kOverflow);
  EXPECT_EQ(CheckedAdd<std::int32_t>(kMin<std::int32_t> + 1, -1).value(), kMin<std::int32_t>);
  EXPECT_EQ(CheckedAdd<std::int32_t>(kMin<std::int32_t>, -1).error(), Error::kOverflow);
}

TEST(CheckedTest, SubtractStopsAtBothEndsOfSignedRange) {
  EXPECT_EQ(CheckedSubtract<std::int32_t>(kMin<std::int32_t> + 1, 1).value(), kMin<std::int32_t>);
  EXPECT_EQ(CheckedSubtract<std::int32_t>(kMin<std::int32_t>, 1).error(), Error::kOverflow);
  EXPECT_EQ(CheckedSubtract<std::int32_t>(0, kMin<std::int32_t>).error(), Error::kOverflow);
}

TEST(CheckedTest, MultiplyCatchesTheOneSignedNegationThatDoesNotFit) {
  EXPECT_EQ(CheckedMultiply<std::int32_t>(kMin<std::int32_t>, -1).error(), Error::kOverflow);
  EXPECT_EQ(CheckedMultiply<std::int32_t>(kMax<std::int32_t>, -1).value(), -kMax<std::int32_t>);
}

TEST(CheckedTest, CastKeepsTheValueOrRefuses) {
  EXPECT_EQ(CheckedCast<std::uint32_t>(-1).error(), Error::kOverflow);
  EXPECT_EQ(CheckedCast<std::uint32_t>(std::int64_t{0xFFFFFFFF}).value(), 0xFFFFFFFFU);
  EXPECT_EQ(CheckedCast<std::uint32_t>(std::int64_t{0x100000000}).error(), Error::kOverflow);
  EXPECT_EQ(CheckedCast<std::int8_t>(-128).value(), -128);
  EXPECT_EQ(CheckedCast<std::int8_t>(-129).error(), Error::kOverflow);
  EXPECT_EQ(CheckedCast<std::int64_t>(kMax<std::uint64_t>).error(), Error::kOverflow);
}

TEST(CheckedTest, DivideRefusesZeroAndTheOneQuotientThatDoesNotFit) {
  EXPECT_EQ(CheckedDivide<std::int32_t>(-7, 2).value(), -3);
  EXPECT_EQ(CheckedDivide<std::uint8_t>(255, 1).value(), 255);
  EXPECT_EQ(CheckedDivide<std::int32_t>(7, 0).error(), Error::kInvalidArgument);
  EXPECT_EQ(CheckedDivide<std::int32_t>(kMin<std::int32_t>, -1).error(), Error::kOverflow);
  EXPECT_EQ(CheckedDivide<std::int32_t>(kMin<std::int32_t> + 1, -1).value(), kMax<std::int32_t>);
}

TEST(CheckedTest, ModuloTakesTheSignOfTheDividend) {
  EXPECT_EQ(CheckedModulo<std::int32_t>(-7, 2).value(), -1);
  EXPECT_EQ(CheckedModulo<std::int32_t>(7, -2).value(), 1);
  EXPECT_EQ(CheckedModulo<std::int32_t>(kMin<std::int32_t>, -1).value(), 0);
  EXPECT_EQ(CheckedModulo<std::uint8_t>(7, 0).error(), Error::kInvalidArgument);
}

TEST(CheckedTest, ShiftLeftLosesNoBit) {
  EXPECT_EQ(CheckedShiftLeft<std::uint8_t>(1, 7).value(), 128);
  EXPECT_EQ(CheckedShiftLeft<std::uint8_t>(2, 7).error(), Error::kOverflow);
  EXPECT_EQ(CheckedShiftLeft<std::uint8_t>(0, 8).error(), Error::kOutOfRange);
  EXPECT_EQ(CheckedShiftLeft<std::int8_t>(-1, 7).value(), -128);
  EXPECT_EQ(CheckedShiftLeft<std::int8_t>(1, 7).error(), Error::kOverflow);
  EXPECT_EQ(CheckedShiftLeft<std::int8_t>(-2, 7).error(), Error::kOverflow);
}

TEST(CheckedTest, ShiftRightRoundsDown) {
  EXPECT_EQ(CheckedShiftRight<std::int8_t>(-3, 1).value(), -2);
  EXPECT_EQ(CheckedShiftRight<std::uint8_t>(255, 7).value(), 1);
  EXPECT_EQ(CheckedShiftRight<std::uint8_t>(255, 8).error(), Error::kOutOfRange);
}

TEST(CheckedTest, AlignmentIsAskedOfPowersOfTwo) {
  EXPECT_TRUE(IsAligned<std::uint64_t>(0, 4096));
  EXPECT_TRUE(IsAligned<std::uint64_t>(8192, 4096));
  EXPECT_FALSE(IsAligned<std::uint64_t>(8193, 4096));
  EXPECT_PANIC(static_cast<void>(IsAligned<std::uint64_t>(6, 3)),
               "alignment is not a power of two");
}

TEST(CheckedTest, NarrowPanicsOnlyOutsideTheRange) {
  EXPECT_EQ(NarrowOrPanic<std::uint8_t>(255), 255);
  EXPECT_EQ(NarrowOrPanic<std::uint8_t>(0), 0);
  EXPECT_PANIC(static_cast<void>(NarrowOrPanic<std::uint8_t>(256)), "integer conversion overflows");
  EXPECT_PANIC(static_cast<void>(NarrowOrPanic<std::uint8_t>(-1)), "integer conversion overflows");
}

TEST(CheckedTest, AlignsAtTheEdgesOfAPage) {
  EXPECT_EQ(AlignUp<std::uint64_t>(0, 4096).value(), 0U);
  EXPECT_EQ(AlignUp<std::uint64_t>(1, 4096).value(), 4096U);
  EXPECT_EQ(AlignUp<std::uint64_t>(4096, 4096).value(), 4096U);
  EXPECT_EQ(AlignUp<std::uint64_t>(4097, 4096).value(), 8192U);
  EXPECT_EQ(AlignDown<std::uint64_t>(4095, 4096), 0U);
  EXPECT_EQ(AlignDown<std::uint64_t>(4096, 4096), 4096U);
}

TEST(CheckedTest, AlignUpRefusesToWrap) {
  constexpr std::uint64_t kLastPage = kMax<std::uint64_t> - 4095;
  EXPECT_EQ(AlignUp<std::uint64_t>(kLastPage, 4096).value(), kLastPage);
  EXPECT_EQ(AlignUp<std::uint64_t>(kLastPage + 1, 4096).error(), Error::kOverflow);
}

TEST(CheckedTest, AlignsNarrowTypes) {
  EXPECT_EQ(AlignUp<std::uint8_t>(233, 8).value(), 240);
  EXPECT_EQ(AlignUp<std::uint8_t>(249, 8).error(), Error::kOverflow);
  EXPECT_EQ(AlignDown<std::uint16_t>(65535, 256), 65280);
}

TEST(CheckedTest, AlignmentMustBeAPowerOfTwo) {
  EXPECT_PANIC(static_cast<void>(AlignUp<std::uint64_t>(1, 12)), "not a power of two");
  EXPECT_PANIC(static_cast<void>(AlignUp<std::uint64_t>(1, 0)), "not a power of two");
  EXPECT_PANIC(static_cast<void>(AlignDown<std::uint64_t>(1, 3)), "not a power of two");
}

TEST(CheckedTest, AgreesWithWiderArithmetic) {
  std::mt19937 random(1);
  for (int round = 0; round < 10000; ++round) {
    const auto left = static_cast<std::int32_t>(random());
    const auto right = static_cast<std::int32_t>(random());
    const std::int64_t sum = std::int64_t{left} + right;
    const Result<std::int32_t> checked = CheckedAdd(left, right);
    const bool fits = sum >= kMin<std::int32_t> && sum <= kMax<std::int32_t>;
    ASSERT_EQ(checked.ok(), fits) << left << " + " << right;
    if (fits) {
      ASSERT_EQ(checked.value(), sum);
    }
  }
}

}  // namespace
}  // namespace starkernel
