#include "src/forthvm/wide.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <random>

#include "gtest/gtest.h"
#include "src/base/wide_integer.h"
#include "src/forthvm/cell.h"

namespace starkernel::forthvm {
namespace {

__extension__ using Int128 = __int128;
__extension__ using Uint128 = unsigned __int128;

Int128 AsInt128(Wide value) {
  return static_cast<Int128>((static_cast<Uint128>(value.high) << 64U) | value.low);
}

/// Values near the bounds as often as values in between.
Cell Draw(std::mt19937_64& random) {
  switch (random() % 4) {
    case 0: return static_cast<Cell>(random() % 5) - 2;
    case 1: return std::numeric_limits<Cell>::max() - static_cast<Cell>(random() % 3);
    case 2: return std::numeric_limits<Cell>::min() + static_cast<Cell>(random() % 3);
    default: return Signed(random());
  }
}

TEST(Wide, ArithmeticAgreesWithTheCompilers) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 100'000; ++round) {
    const Cell left = Draw(random);
    const Cell right = Draw(random);
    EXPECT_EQ(AsInt128(MultiplySigned(left, right)), static_cast<Int128>(left) * right);
    EXPECT_EQ(AsInt128(AddWide(WideOf(left), WideOf(right))), static_cast<Int128>(left) + right);
    EXPECT_EQ(AsInt128(Negate(WideOf(left))), -static_cast<Int128>(left));
  }
}

TEST(Wide, DivisionAgreesWithTheCompilers) {
  std::mt19937_64 random(2);
  int fitting = 0;
  for (int round = 0; round < 100'000; ++round) {
    const Wide dividend{Unsigned(Draw(random)), Unsigned(Draw(random) >> (random() % 64))};
    const Cell divisor = Draw(random);
    const Int128 number = AsInt128(dividend);
    if (divisor == 0 || number == std::numeric_limits<Int128>::min()) {
      continue;
    }
    const Int128 quotient = number / divisor;
    const std::optional<Division> symmetric = DivideSymmetric(dividend, divisor);
    const bool fits = quotient >= std::numeric_limits<Cell>::min() &&
                      quotient <= std::numeric_limits<Cell>::max();
    ASSERT_EQ(symmetric.has_value(), fits);
    if (fits) {
      ++fitting;
      EXPECT_EQ(symmetric->quotient, quotient);
      EXPECT_EQ(symmetric->remainder, number % divisor);
    }
    if (const std::optional<Division> floored = DivideFloored(dividend, divisor)) {
      EXPECT_EQ(static_cast<Int128>(floored->quotient) * divisor + floored->remainder, number);
      EXPECT_TRUE(floored->remainder == 0 || (floored->remainder < 0) == (divisor < 0));
    }
  }
  EXPECT_GT(fitting, 10'000);
}

TEST(Wide, DivideByGivesTheDigitsOfANumber) {
  Wide value{~UCell{0}, ~UCell{0}};
  EXPECT_EQ(DivideBy(value, 10), 5U);
  EXPECT_EQ(DivideBy(value, 36), 25U);
  EXPECT_EQ(value, (Wide{0xb60b60b60b60b60U, 0xb60b60b60b60b6U}));
}

TEST(Wide, DivisionByZeroHasNoResult) {
  EXPECT_FALSE(DivideUnsigned({1, 0}, 0).has_value());
  EXPECT_FALSE(DivideSymmetric({1, 0}, 0).has_value());
  EXPECT_FALSE(DivideFloored({1, 0}, 0).has_value());
}

}  // namespace
}  // namespace starkernel::forthvm
