#include "src/physics/heat_totals.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "src/base/fixed_point.h"
#include "src/physics/word_heat.h"

namespace starkernel::physics {
namespace {

FixedPoint Whole(std::int64_t number) { return FixedPoint::FromUnits(number * FixedPoint::kOne); }

TEST(HeatTotals, AreThoseOfTheWords) {
  HeatTotals totals;
  EXPECT_EQ(totals.Mean(), Whole(0));
  EXPECT_EQ(totals.Variance(), Whole(0));
  totals.Change(Whole(0), Whole(49));
  totals.Change(Whole(0), Whole(51));
  EXPECT_EQ(totals.warm(), 2);
  EXPECT_EQ(totals.hot(), 1);
  EXPECT_EQ(totals.Mean(), Whole(50));
  EXPECT_EQ(totals.Variance(), Whole(1));
  totals.Change(Whole(49), Whole(50));
  EXPECT_EQ(totals.hot(), 2);
  totals.Change(Whole(50), Whole(0));
  EXPECT_EQ(totals.warm(), 1);
  EXPECT_EQ(totals.Mean(), Whole(51));
  EXPECT_EQ(totals.Variance(), Whole(0));
}

TEST(HeatTotals, CountFractionsInTheMeanAlone) {
  HeatTotals totals;
  totals.Change(Whole(0), FixedPoint::FromUnits(1));
  EXPECT_EQ(totals.warm(), 1);
  EXPECT_EQ(totals.Mean(), FixedPoint::FromUnits(1));
  EXPECT_EQ(totals.Variance(), Whole(0));
}

TEST(HeatTotals, HoldTheMostWordsAtTheMostHeat) {
  HeatTotals totals;
  for (std::uint32_t word = 0; word < HeatTotals::kMostWords; ++word) {
    totals.Change(Whole(0), Whole(kMostHeat));
  }
  EXPECT_EQ(totals.Mean(), Whole(kMostHeat));
  EXPECT_EQ(totals.Variance(), Whole(0));
  totals.Change(Whole(kMostHeat), Whole(0));
  EXPECT_EQ(totals.Mean(), Whole(kMostHeat));
  HeatTotals two;
  two.Change(Whole(0), Whole(kMostHeat));
  two.Change(Whole(0), Whole(2));
  EXPECT_EQ(two.Variance(), Whole((kMostHeat / 2 - 1) * (kMostHeat / 2 - 1)));
}

}  // namespace
}  // namespace starkernel::physics
