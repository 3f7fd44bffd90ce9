#include "src/arbiter/turn_price.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

#include "src/base/quantities.h"

namespace starkernel::arbiter {
namespace {

constexpr Reductions kTurn{10'000};

TEST(TurnPriceTest, TheCheapestWindowSaysIt) {
  TurnPrice price;
  price.Note(50'000, kTurn);
  EXPECT_EQ(price.CyclesOf(kTurn), 50'000U);
  price.Note(20'000, kTurn);
  EXPECT_EQ(price.CyclesOf(kTurn), 20'000U);
  EXPECT_EQ(price.CyclesOf(Reductions(1)), 2U);
  EXPECT_EQ(price.ReductionsIn(20'000), kTurn);
  EXPECT_EQ(price.ReductionsIn(1), Reductions(0));
  EXPECT_EQ(price.ReductionsIn(2), Reductions(1));
}

TEST(TurnPriceTest, ItDoublesWithinThreeThousandWindowsThatAreDearer) {
  TurnPrice price;
  price.Note(20'000, kTurn);
  price.Note(1'000'000, kTurn);
  EXPECT_GT(price.CyclesOf(kTurn), 20'000U);
  EXPECT_LE(price.CyclesOf(kTurn), 20'005U);
  for (int window = 0; window < 2'800; ++window) {
    price.Note(1'000'000, kTurn);
  }
  EXPECT_NEAR(static_cast<double>(price.CyclesOf(kTurn)), 40'000, 1'000);
  for (int window = 0; window < 28'000; ++window) {
    price.Note(1'000'000, kTurn);
  }
  EXPECT_EQ(price.CyclesOf(kTurn), 1'000'000U);
}

TEST(TurnPriceTest, ItIsNoLessThanAnEighthOfACycle) {
  TurnPrice price;
  price.Note(0, kTurn);
  EXPECT_EQ(price.CyclesOf(kTurn), kTurn.value() / 8);
  price.Note(1, Reductions(std::numeric_limits<std::uint64_t>::max()));
  EXPECT_EQ(price.CyclesOf(kTurn), kTurn.value() / 8);
}

TEST(TurnPriceTest, NothingIsTooLarge) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  TurnPrice price;
  EXPECT_EQ(price.CyclesOf(Reductions(1)), 65'536U);
  price.Note(kMax, Reductions(1));
  EXPECT_EQ(price.CyclesOf(Reductions(1)), 65'536U);
  EXPECT_EQ(price.CyclesOf(Reductions(kMax)), std::uint64_t{1} << 47U);
  EXPECT_EQ(price.ReductionsIn(kMax), Reductions(std::uint64_t{1} << 31U));
}

}  // namespace
}  // namespace starkernel::arbiter
