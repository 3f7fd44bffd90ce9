#include "src/physics/hot_names.h"

#include <array>
#include <cstdint>

#include "gtest/gtest.h"
#include "src/base/fixed_point.h"
#include "src/physics/word_heat.h"

namespace starkernel::physics {
namespace {

constexpr HotNames::Name kDup{.characters = 0x505544, .hash = 5, .length = 3};

TEST(HotNames, FindsWhatWasPutInTheSameGeneration) {
  HotNames names;
  EXPECT_EQ(names.Find(kDup, 1), 0U);
  names.Put(kDup, 1, 7);
  EXPECT_EQ(names.Find(kDup, 1), 7U);
  EXPECT_EQ(names.Find(kDup, 2), 0U);
  EXPECT_EQ(names.lookups(), 3U);
  EXPECT_EQ(names.hits(), 1U);
}

TEST(HotNames, TellsNamesOfOneHashApart) {
  HotNames names;
  names.Put(kDup, 1, 7);
  EXPECT_EQ(names.Find({.characters = 0x505544, .hash = 5, .length = 4}, 1), 0U);
  EXPECT_EQ(names.Find({.characters = 0x707564, .hash = 5, .length = 3}, 1), 0U);
  EXPECT_EQ(names.Find({.characters = 0x505544, .hash = 6, .length = 3}, 1), 0U);
  names.Put({.characters = 1, .hash = 5 + HotNames::kSlots, .length = 1}, 1, 8);
  EXPECT_EQ(names.Find(kDup, 1), 0U);
  EXPECT_EQ(names.size(), 1U);
}

TEST(HotNames, DropsWhatIsColdOrGone) {
  HotNames names;
  std::array<WordHeat, 3> heats{};
  heats[1].heat = FixedPoint::FromUnits(HotNames::kColdFrom * FixedPoint::kOne);
  heats[2].heat = FixedPoint::FromUnits(HotNames::kColdFrom * FixedPoint::kOne + 1);
  for (const std::uint32_t place : {1U, 2U, 3U}) {
    names.Put({.characters = place, .hash = place, .length = 1}, 1, place);
  }
  names.DropCold(heats);
  EXPECT_EQ(names.size(), 1U);
  EXPECT_EQ(names.Find({.characters = 2, .hash = 2, .length = 1}, 1), 2U);
}

}  // namespace
}  // namespace starkernel::physics
