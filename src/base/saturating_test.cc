#include "src/base/saturating.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "src/base/operator_concepts.h"

namespace starkernel {
namespace {

using Tally = Saturating<std::uint8_t>;

static_assert(!std::is_convertible_v<std::uint8_t, Tally> && !std::is_constructible_v<Tally, int>);
static_assert(!std::is_convertible_v<Tally, std::uint8_t>);
static_assert(Addable<Tally, Tally> && !Addable<Tally, Saturating<std::uint16_t>>);

template <typename T>
int Clamped(int exact) {
  return std::clamp<int>(exact, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
}

// Every pair of 8-bit numbers.
template <typename T>
void ExpectClampedResults() {
  for (int left = std::numeric_limits<T>::min(); left <= std::numeric_limits<T>::max(); ++left) {
    for (int right = std::numeric_limits<T>::min(); right <= std::numeric_limits<T>::max();
         ++right) {
      const auto a = static_cast<T>(left);
      const auto b = static_cast<T>(right);
      if (SaturatingAdd(a, b) != Clamped<T>(left + right) ||
          SaturatingSubtract(a, b) != Clamped<T>(left - right) ||
          SaturatingMultiply(a, b) != Clamped<T>(left * right)) {
        FAIL() << left << " and " << right;
      }
    }
  }
}

TEST(SaturatingTest, UnsignedResultsAreClamped) { ExpectClampedResults<std::uint8_t>(); }
TEST(SaturatingTest, SignedResultsAreClamped) { ExpectClampedResults<std::int8_t>(); }

TEST(SaturatingTest, WideNumbersStopAtTheirBounds) {
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(SaturatingMultiply(kLeast, std::int64_t{-1}), kMost);
  EXPECT_EQ(SaturatingMultiply(kLeast, std::int64_t{2}), kLeast);
  EXPECT_EQ(SaturatingSubtract(std::int64_t{0}, kLeast), kMost);
  EXPECT_EQ(SaturatingAdd(kLeast, std::int64_t{-1}), kLeast);
}

TEST(SaturatingTest, CastKeepsTheValueOrItsBound) {
  EXPECT_EQ(SaturatingCast<std::uint8_t>(255), 255);
  EXPECT_EQ(SaturatingCast<std::uint8_t>(256), 255);
  EXPECT_EQ(SaturatingCast<std::uint8_t>(-1), 0);
  EXPECT_EQ(SaturatingCast<std::int8_t>(-129), -128);
  EXPECT_EQ(SaturatingCast<std::int32_t>(0xFFFF'FFFFU), 0x7FFF'FFFF);
}

TEST(SaturatingTest, ATallyStaysAtItsTop) {
  Tally tally(std::uint8_t{253});
  EXPECT_FALSE((++tally).at_most());
  EXPECT_TRUE((++tally).at_most());
  EXPECT_EQ((++tally).value(), 255);
  tally -= Tally(std::uint8_t{5});
  EXPECT_EQ(tally.value(), 250);
  tally += tally;
  EXPECT_EQ(tally.value(), 255);
  EXPECT_EQ((Tally() - tally).value(), 0);
  EXPECT_EQ((Tally(std::uint8_t{16}) * Tally(std::uint8_t{15})).value(), 240);
}

}  // namespace
}  // namespace starkernel
