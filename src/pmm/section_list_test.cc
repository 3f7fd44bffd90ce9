#include "src/pmm/section_list.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/pmm/area.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {
namespace {

constexpr std::uint64_t kHigh = kFirstHighFrame.value();

constexpr FrameRange SomeFrames(std::uint64_t first, std::uint64_t pages) {
  return {FrameNumber(first), PageCount(pages)};
}

TEST(SectionListTest, RoundsToAreasAndBridgesSmallHoles) {
  SectionList list;
  list.Add(SomeFrames(600, 10));
  list.Add(SomeFrames(611, 1));
  list.Add(SomeFrames(1024 + SectionList::kSmallHole, 513));
  ASSERT_EQ(list.sections().size(), 1U);
  EXPECT_EQ(list.areas(), 1U + 64U + 2U);
  EXPECT_EQ(list.low_areas(), list.areas());
  EXPECT_EQ(list.Find(FrameNumber{511}), std::nullopt);
  EXPECT_EQ(list.Find(FrameNumber{512})->slot, 0U);
  EXPECT_EQ(list.Find(FrameNumber{611})->slot, 99U);
  EXPECT_EQ(list.Find(FrameNumber{611})->left, 67 * 512U - 99U);
  EXPECT_EQ(list.FrameOfSlot(99), FrameNumber{611});
  EXPECT_EQ(list.left_out(), PageCount{0});
}

TEST(SectionListTest, SpendsNothingOnLargeHoles) {
  SectionList list;
  list.Add(SomeFrames(512, 512));
  list.Add(SomeFrames(1024 + SectionList::kSmallHole + 512, 1));
  ASSERT_EQ(list.sections().size(), 2U);
  EXPECT_EQ(list.areas(), 2U);
  EXPECT_EQ(list.Find(FrameNumber{1024}), std::nullopt);
  EXPECT_EQ(list.Find(FrameNumber{1024 + SectionList::kSmallHole + 512})->slot, 512U);
  EXPECT_EQ(list.FrameOfSlot(512), FrameNumber{1024 + SectionList::kSmallHole + 512});
}

TEST(SectionListTest, KeepsTheZonesApart) {
  SectionList list;
  list.Add(SomeFrames(kHigh - 3, 10));
  ASSERT_EQ(list.sections().size(), 2U);
  EXPECT_EQ(list.low_areas(), 1U);
  EXPECT_EQ(list.areas(), 2U);
  EXPECT_EQ(list.Find(FrameNumber{kHigh - 1})->slot, 511U);
  EXPECT_EQ(list.Find(FrameNumber{kHigh - 1})->left, 1U);
  EXPECT_EQ(list.Find(FrameNumber{kHigh})->slot, 512U);
  SectionList high_only;
  high_only.Add(SomeFrames(kHigh, 1));
  EXPECT_EQ(high_only.low_areas(), 0U);
  EXPECT_EQ(high_only.areas(), 1U);
}

TEST(SectionListTest, LeavesOutAndCountsWhatIsTooScattered) {
  SectionList list;
  for (std::uint64_t index = 0; index < 20; ++index) {
    list.Add(SomeFrames(kHigh + index * 1'000'000'000, 7));
  }
  EXPECT_EQ(list.sections().size(), 16U);
  EXPECT_EQ(list.areas(), 16U);
  EXPECT_EQ(list.left_out(), PageCount{4 * 7});
  EXPECT_EQ(list.Find(FrameNumber{kHigh + 16 * std::uint64_t{1'000'000'000}}), std::nullopt);
}

TEST(SectionListDeathTest, NoFrameForASlotThatDoesNotExist) {
  SectionList list;
  list.Add(SomeFrames(512, 1));
  EXPECT_EQ(list.FrameOfSlot(511), FrameNumber{1023});
  EXPECT_DEATH(static_cast<void>(list.FrameOfSlot(512)), "");
}

}  // namespace
}  // namespace starkernel::pmm
