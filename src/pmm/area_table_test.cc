#include "src/pmm/area_table.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "src/pmm/area.h"

namespace starkernel::pmm {
namespace {

using Wanted = AreaTable::Wanted;

/// 70 areas, so that hints take two words. Area 0 is whole, 1 has its first 100 slots, 2 none, 3
/// the slots 50 to 149 and the last one, and 4 to 69 are whole.
class AreaTableTest : public testing::Test {
 protected:
  AreaTableTest() {
    table_.Manage(0, 512 + 100);
    table_.Manage(3 * 512 + 50, 100);
    table_.Manage(3 * 512 + 511, 1);
    table_.Manage(4 * 512, 66 * 512);
  }

  std::uint64_t Free() const {
    std::uint64_t free = 0;
    for (std::uint64_t area = 0; area < table_.areas(); ++area) {
      free += table_.entry(area).free();
    }
    return free;
  }

  std::vector<std::uint64_t> storage_ = std::vector<std::uint64_t>(AreaTable::Words(70, 2));
  AreaTable table_{storage_, 70, 2};
};

TEST_F(AreaTableTest, CountsWhatIsManaged) {
  EXPECT_EQ(table_.areas(), 70U);
  EXPECT_EQ(table_.entry(0).free(), 512U);
  EXPECT_EQ(table_.entry(1).free(), 100U);
  EXPECT_EQ(table_.entry(2).free(), 0U);
  EXPECT_EQ(table_.entry(3).free(), 101U);
  EXPECT_TRUE(table_.entry(0).whole());
  EXPECT_FALSE(table_.entry(1).whole());
  EXPECT_TRUE(table_.entry(1).managed());
  EXPECT_FALSE(table_.entry(2).managed());
  EXPECT_EQ(table_.entry(1).mask(), 0U);
  EXPECT_EQ(table_.entry(3).mask(), 1U);
}

TEST_F(AreaTableTest, TakesEverySlotOfAnAreaOnce) {
  std::set<std::uint64_t> seen;
  while (const std::optional<std::uint64_t> slot = table_.TakeOne(3, 2)) {
    EXPECT_TRUE(seen.insert(*slot).second);
    EXPECT_TRUE((*slot >= 3 * 512 + 50 && *slot < 3 * 512 + 150) || *slot == 3 * 512 + 511);
  }
  EXPECT_EQ(seen.size(), 101U);
  EXPECT_FALSE(table_.TakeOne(2, 0).has_value());
  for (const std::uint64_t slot : seen) {
    table_.Give(slot, 1);
  }
  EXPECT_EQ(table_.entry(3).free(), 101U);
}

TEST_F(AreaTableTest, TakesRunsWithinAndAcrossAreas) {
  const std::uint64_t before = Free();
  EXPECT_TRUE(table_.Take(500, 100));
  EXPECT_EQ(table_.entry(0).free(), 500U);
  EXPECT_EQ(table_.entry(1).free(), 12U);
  EXPECT_TRUE(table_.Take(4 * 512, 3 * 512 + 1));
  EXPECT_EQ(table_.entry(6).free(), 0U);
  EXPECT_EQ(table_.entry(7).free(), 511U);
  table_.Give(4 * 512 + 7, 3 * 512 - 6);
  table_.Give(4 * 512, 7);
  table_.Give(500, 100);
  EXPECT_EQ(Free(), before);
}

TEST_F(AreaTableTest, ARunThatIsNotFreeLeavesNoTrace) {
  EXPECT_TRUE(table_.Take(10, 1));
  const std::uint64_t before = Free();
  EXPECT_FALSE(table_.Take(0, 11));
  EXPECT_FALSE(table_.Take(10, 600));
  EXPECT_FALSE(table_.Take(0, 512));
  // Only the second word has too little.
  ASSERT_TRUE(table_.Take(200, 1));
  EXPECT_FALSE(table_.Take(180, 30));
  table_.Give(200, 1);
  // Only the second area, or the third, has too little.
  EXPECT_FALSE(table_.Take(500, 12 + 101));
  EXPECT_FALSE(table_.Take(500, 12 + 100 + 1000));
  EXPECT_FALSE(table_.Take(512 + 99, 2));
  EXPECT_FALSE(table_.Take(3 * 512 + 49, 2));
  EXPECT_FALSE(table_.Take(3 * 512 + 140, 12));
  EXPECT_EQ(Free(), before);
  EXPECT_TRUE(table_.Take(0, 10));
  EXPECT_TRUE(table_.Take(11, 501));
}

TEST_F(AreaTableTest, FindsAreasByHowMuchIsFree) {
  EXPECT_EQ(table_.Find(Wanted::kWhole, 0, 70), 0U);
  EXPECT_EQ(table_.Find(Wanted::kWhole, 1, 70), 4U);
  EXPECT_EQ(table_.Find(Wanted::kWhole, 1, 4), std::nullopt);
  EXPECT_EQ(table_.Find(Wanted::kUsed, 0, 70), 1U);
  EXPECT_EQ(table_.Find(Wanted::kUsed, 2, 70), 3U);
  EXPECT_EQ(table_.Find(Wanted::kUsed, 4, 70), std::nullopt);
  EXPECT_EQ(table_.Find(Wanted::kAny, 2, 70), 3U);
  EXPECT_EQ(table_.Find(Wanted::kAny, 66, 70), 66U);
  EXPECT_EQ(table_.Find(Wanted::kAny, 70, 70), std::nullopt);
}

TEST_F(AreaTableTest, FindsAreasAgainAfterTheyWereEmpty) {
  ASSERT_TRUE(table_.Take(69 * 512, 512));
  EXPECT_EQ(table_.Find(Wanted::kAny, 69, 70), std::nullopt);
  EXPECT_EQ(table_.Find(Wanted::kWhole, 69, 70), std::nullopt);
  table_.Give(69 * 512 + 9, 1);
  EXPECT_EQ(table_.Find(Wanted::kAny, 69, 70), 69U);
  EXPECT_EQ(table_.Find(Wanted::kUsed, 69, 70), 69U);
  EXPECT_EQ(table_.Find(Wanted::kWhole, 69, 70), std::nullopt);
  table_.Give(69 * 512, 9);
  table_.Give(69 * 512 + 10, 502);
  EXPECT_EQ(table_.Find(Wanted::kWhole, 69, 70), 69U);
  EXPECT_EQ(table_.Find(Wanted::kUsed, 69, 70), std::nullopt);
}

TEST_F(AreaTableTest, AReservedAreaIsForOne) {
  EXPECT_TRUE(table_.Reserve(1));
  EXPECT_FALSE(table_.Reserve(1));
  EXPECT_FALSE(table_.Reserve(2));  // Nothing is free there.
  EXPECT_FALSE(table_.entry(2).reserved());
  EXPECT_EQ(table_.Find(Wanted::kUsed, 0, 70), 3U);
  EXPECT_EQ(table_.Find(Wanted::kAny, 1, 70), 1U);
  table_.Unreserve(1);
  EXPECT_EQ(table_.Find(Wanted::kUsed, 0, 70), 1U);
  EXPECT_EQ(table_.entry(1).free(), 100U);
}

TEST_F(AreaTableTest, FindsRunsWithTheRightRemainder) {
  EXPECT_EQ(table_.FindRun(612, 1, 0, 0, 70 * 512), 0U);
  EXPECT_EQ(table_.FindRun(613, 1, 0, 0, 70 * 512), 3 * 512U + 511U);
  EXPECT_EQ(table_.FindRun(100, 1, 0, 512 + 1, 4 * 512), 3 * 512U + 50U);
  EXPECT_EQ(table_.FindRun(101, 1, 0, 512 + 1, 4 * 512), std::nullopt);
  EXPECT_EQ(table_.FindRun(64, 64, 0, 3 * 512, 4 * 512), 3 * 512U + 64U);
  EXPECT_EQ(table_.FindRun(87, 64, 0, 3 * 512, 4 * 512), std::nullopt);
  EXPECT_EQ(table_.FindRun(1, 1024, 512, 0, 70 * 512), 512U);
  EXPECT_EQ(table_.FindRun(66 * 512, 512, 0, 512, 70 * 512), 4 * 512U);
  EXPECT_EQ(table_.FindRun(66 * 512 + 1, 512, 0, 512, 70 * 512), std::nullopt);
  EXPECT_EQ(table_.FindRun(1, std::uint64_t{1} << 63, 1, 0, 70 * 512), std::nullopt);
}

using AreaTableDeathTest = AreaTableTest;

TEST_F(AreaTableDeathTest, BrokenBookkeepingPanics) {
  EXPECT_DEATH(table_.Give(0, 1), "");
  EXPECT_DEATH(table_.Give(0, 512), "");
  EXPECT_DEATH(table_.Give(2 * 512, 1), "");
  ASSERT_TRUE(table_.Take(512 + 99, 1));
  EXPECT_DEATH(table_.Give(512 + 99, 2), "");
  EXPECT_DEATH(table_.Give(512 + 100, 1), "");
  ASSERT_TRUE(table_.Take(4 * 512, 512));
  table_.Give(4 * 512 + 300, 1);
  EXPECT_DEATH(table_.Give(4 * 512, 512), "");
  EXPECT_DEATH(table_.Give(4 * 512 + 200, 200), "");
  EXPECT_DEATH(AreaTable(storage_, 70, 3), "");
}

}  // namespace
}  // namespace starkernel::pmm
