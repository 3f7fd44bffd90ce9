#include "src/base/checked_integer.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <type_traits>

#include "src/base/expect_panic.h"
#include "src/base/integer.h"
#include "src/base/operator_concepts.h"

namespace starkernel {
namespace {

using Small = CheckedInteger<std::uint8_t>;
using Signed = CheckedInteger<std::int8_t>;

static_assert(Integer<int> && Integer<std::uint8_t>);
static_assert(!Integer<bool> && !Integer<char> && !Integer<char16_t> && !Integer<double>);
static_assert(SignedInteger<int> && !UnsignedInteger<int> && UnsignedInteger<unsigned>);

// Neither narrowing nor mixing, and back only by name.
static_assert(Addable<Small, Small> && Addable<Small, std::uint8_t>);
static_assert(!Addable<Small, Signed> && !Comparable<Small, Signed>);
static_assert(!std::is_convertible_v<Small, std::uint8_t>);
static_assert(!std::is_constructible_v<Small, double> && !std::is_constructible_v<Small, char>);
static_assert(sizeof(Small) == 1 && std::is_trivially_copyable_v<Small>);
static_assert(Small(200) + 55 == Small(255), "constants that fit are operands");

TEST(CheckedIntegerTest, CountsUpToTheBounds) {
  EXPECT_EQ((Small(250) + 5).value(), 255);
  EXPECT_EQ((Small(5) - 5).value(), 0);
  EXPECT_EQ((Small(51) * 5).value(), 255);
  EXPECT_EQ((Small(7) / 2).value(), 3);
  EXPECT_EQ((Small(7) % 4).value(), 3);
  EXPECT_EQ((Small(1) << 7U).value(), 128);
  EXPECT_EQ((Small(255) >> 7U).value(), 1);
  EXPECT_EQ((-Signed(127)).value(), -127);
  EXPECT_EQ((Signed(-7) >> 1U).value(), -4);
}

TEST(CheckedIntegerTest, PanicsPastTheBounds) {
  const Small most(255);
  EXPECT_PANIC(static_cast<void>(most + 1), "checked arithmetic has no result");
  EXPECT_PANIC(static_cast<void>(Small() - 1), "checked arithmetic has no result");
  EXPECT_PANIC(static_cast<void>(most * 2), "checked arithmetic has no result");
  EXPECT_PANIC(static_cast<void>(most / Small()), "checked arithmetic has no result");
  EXPECT_PANIC(static_cast<void>(most << 1U), "checked arithmetic has no result");
  EXPECT_PANIC(static_cast<void>(-Signed(-128)), "checked arithmetic has no result");
}

TEST(CheckedIntegerTest, AccumulatesInPlace) {
  Small number(3);
  number += 4;
  number -= 1;
  number *= 2;
  ++number;
  EXPECT_EQ(number.value(), 13);
  --number;
  EXPECT_EQ(number, Small(12));
  EXPECT_LT(number, Small(13));
  Small most(255);
  EXPECT_PANIC(++most, "checked arithmetic has no result");
}

}  // namespace
}  // namespace starkernel
