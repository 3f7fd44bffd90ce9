#include "src/pmm/allocatable_ranges.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/memory_region.h"
#include "src/pmm/frame_range.h"

namespace starkernel::pmm {
namespace {

constexpr hal::MemoryRegion UsableFrames(std::uint64_t first, std::uint64_t pages) {
  return {AddressOf(FrameNumber(first)), PageCount(pages), hal::MemoryKind::kUsable};
}

constexpr FrameRange Frames(std::uint64_t first, std::uint64_t pages) {
  return {FrameNumber(first), PageCount(pages)};
}

std::vector<FrameRange> Walk(std::span<const hal::MemoryRegion> map,
                             std::span<const FrameRange> reserved,
                             FrameNumber end = FrameNumber{1 << 20}) {
  AllocatableRanges ranges(map, reserved, end);
  std::vector<FrameRange> all;
  while (const std::optional<FrameRange> range = ranges.Next()) {
    all.push_back(*range);
  }
  return all;
}

constexpr std::array kMap{
    UsableFrames(0, 300),
    hal::MemoryRegion{PhysAddr{300 * 4096}, PageCount{100}, hal::MemoryKind::kReserved},
    UsableFrames(400, 100),
    UsableFrames(1000, 10),
};

TEST(AllocatableRangesTest, GivesWhatIsUsableAboveTheFirstMiB) {
  EXPECT_EQ(Walk(kMap, {}), (std::vector{Frames(256, 44), Frames(400, 100), Frames(1000, 10)}));
  EXPECT_EQ(Walk({}, {}), std::vector<FrameRange>());
}

TEST(AllocatableRangesTest, StopsAtTheEnd) {
  EXPECT_EQ(Walk(kMap, {}, FrameNumber{401}), (std::vector{Frames(256, 44), Frames(400, 1)}));
  EXPECT_EQ(Walk(kMap, {}, FrameNumber{400}), (std::vector{Frames(256, 44)}));
  EXPECT_EQ(Walk(kMap, {}, FrameNumber{256}), std::vector<FrameRange>());
  EXPECT_EQ(Walk(kMap, {}, FrameNumber{0}), std::vector<FrameRange>());
}

TEST(AllocatableRangesTest, LeavesReservedFramesOut) {
  EXPECT_EQ(
      Walk(kMap, std::array{Frames(450, 10), Frames(0, 257), Frames(440, 5), Frames(1009, 9)}),
      (std::vector{Frames(257, 43), Frames(400, 40), Frames(445, 5), Frames(460, 40),
                   Frames(1000, 9)}));
  // Overlapping, touching, empty, beyond memory.
  EXPECT_EQ(Walk(kMap, std::array{Frames(430, 20), Frames(410, 30), Frames(450, 0),
                                  Frames(460, ~std::uint64_t{0}), Frames(~std::uint64_t{0}, 1)}),
            (std::vector{Frames(256, 44), Frames(400, 10), Frames(450, 10)}));
  EXPECT_EQ(Walk(kMap, std::array{Frames(0, 2000)}), std::vector<FrameRange>());
}

/// Against one answer for each frame.
TEST(AllocatableRangesTest, AgreesWithAModel) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<hal::MemoryRegion> map;
    for (std::uint64_t frame = 200 + random() % 100; frame < 500;) {
      const std::uint64_t pages = 1 + random() % 40;
      map.push_back({AddressOf(FrameNumber(frame)), PageCount(pages),
                     random() % 3 == 0 ? hal::MemoryKind::kDevice : hal::MemoryKind::kUsable});
      frame += pages + random() % 2 * (random() % 20);
    }
    std::vector<FrameRange> reserved;
    for (std::uint64_t count = random() % 8; count > 0; --count) {
      reserved.push_back(Frames(200 + random() % 350, random() % 30));
    }
    const FrameNumber end(200 + random() % 400);
    std::vector<bool> expected(1000);
    for (const hal::MemoryRegion& region : map) {
      for (std::uint64_t page = 0; page < region.pages.value(); ++page) {
        const std::uint64_t frame = FrameOf(region.base).value() + page;
        expected[frame] =
            region.kind == hal::MemoryKind::kUsable && frame >= 256 && frame < end.value();
      }
    }
    for (const FrameRange& range : reserved) {
      for (std::uint64_t page = 0; page < range.pages.value(); ++page) {
        expected[range.first.value() + page] = false;
      }
    }
    std::vector<bool> found(1000);
    std::uint64_t reached = 0;
    for (const FrameRange& range : Walk(map, reserved, end)) {
      ASSERT_GT(range.pages, PageCount{0});
      ASSERT_GE(range.first.value(), reached);
      reached = range.first.value() + range.pages.value();
      for (std::uint64_t page = 0; page < range.pages.value(); ++page) {
        found[range.first.value() + page] = true;
      }
    }
    ASSERT_EQ(found, expected) << round;
  }
}

}  // namespace
}  // namespace starkernel::pmm
