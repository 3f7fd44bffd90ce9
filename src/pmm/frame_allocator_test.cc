#include "src/pmm/frame_allocator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <set>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_policy.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"
#include "src/pmm/frame_statistics.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {
namespace {

using hal::MemoryKind;
using hal::MemoryRegion;

constexpr std::uint64_t kMiB = 1 << 20;

constexpr MemoryRegion Region(std::uint64_t base, std::uint64_t pages,
                              MemoryKind kind = MemoryKind::kUsable) {
  return {PhysAddr(base), PageCount(pages), kind};
}

/// 4 MiB with low memory, a hole at 2 MiB to 2.5 MiB and ACPI tables in the last page.
constexpr std::array kMap{
    Region(0, 0x9F),
    Region(0x9F000, 1, MemoryKind::kReserved),
    Region(1 * kMiB, 256),
    Region(2 * kMiB + kMiB / 2, 383),
    Region(4 * kMiB - 0x1000, 1, MemoryKind::kAcpiTables),
};
constexpr std::uint64_t kManaged = 256 + 383 - 1;  // One page holds the bitmaps.

bool InMap(std::uint64_t frame) {
  return (frame > 256 && frame < 512) || (frame >= 640 && frame < 1023);
}

class FrameAllocatorTest : public testing::Test {
 protected:
  FakePhysicalMemory memory_{PageCount{1024}};
  FrameAllocator allocator_ = FrameAllocator::Create(kMap, memory_).value();
};

TEST_F(FrameAllocatorTest, CountsThePagesOfEveryKind) {
  const FrameStatistics& statistics = allocator_.statistics();
  EXPECT_EQ(statistics.total, PageCount{kManaged});
  EXPECT_EQ(statistics.free, PageCount{kManaged});
  EXPECT_EQ(statistics.allocated(), PageCount{0});
  EXPECT_EQ(statistics.bookkeeping, PageCount{1});
  EXPECT_EQ(statistics.OfKind(MemoryKind::kUsable), PageCount{0x9F + 256 + 383});
  EXPECT_EQ(statistics.OfKind(MemoryKind::kReserved), PageCount{1});
  EXPECT_EQ(statistics.OfKind(MemoryKind::kAcpiTables), PageCount{1});
  EXPECT_EQ(statistics.OfKind(MemoryKind::kDevice), PageCount{0});
}

TEST_F(FrameAllocatorTest, HandsOutEveryManagedFrameOnceAndThenRunsOut) {
  std::vector<FrameRun> runs;
  std::set<std::uint64_t> seen;
  for (std::uint64_t count = 0; count < kManaged; ++count) {
    runs.push_back(allocator_.Allocate().value());
    const std::uint64_t frame = runs.back().first().value();
    EXPECT_TRUE(InMap(frame)) << frame;
    EXPECT_TRUE(seen.insert(frame).second) << frame;
  }
  EXPECT_EQ(allocator_.statistics().free, PageCount{0});
  EXPECT_EQ(allocator_.Allocate().error(), Error::kOutOfMemory);
  EXPECT_EQ(allocator_.AllocateZeroed().error(), Error::kOutOfMemory);
  EXPECT_EQ(allocator_.AllocateRun(PageCount{1}).error(), Error::kOutOfMemory);
  runs.clear();
  EXPECT_EQ(allocator_.statistics().free, PageCount{kManaged});
}

TEST_F(FrameAllocatorTest, KnowsWhetherSoManyAreFree) {
  EXPECT_TRUE(allocator_.HasFree(PageCount{0}));
  EXPECT_TRUE(allocator_.HasFree(PageCount{kManaged}));
  EXPECT_FALSE(allocator_.HasFree(PageCount{kManaged + 1}));
  const FrameRun taken = allocator_.Allocate().value();
  EXPECT_TRUE(allocator_.HasFree(PageCount{kManaged - 1}));
  EXPECT_FALSE(allocator_.HasFree(PageCount{kManaged}));
}

TEST_F(FrameAllocatorTest, LongestRunFitsAndOneMoreDoesNot) {
  EXPECT_EQ(allocator_.AllocateRun(PageCount{384}).error(), Error::kOutOfMemory);
  const FrameRun run = allocator_.AllocateRun(PageCount{383}).value();
  EXPECT_EQ(run.first(), FrameNumber{640});
  EXPECT_EQ(run.address(), PhysAddr{640 * 4096});
  EXPECT_EQ(run.size(), ByteCount{383 * 4096});
}

TEST_F(FrameAllocatorTest, RunsAreAligned) {
  const FrameRun padding = allocator_.Allocate().value();
  const FrameRun run = allocator_.AllocateRun(PageCount{3}, PageCount{64}).value();
  EXPECT_EQ(run.first().value() % 64, 0U);
  EXPECT_EQ(allocator_.AllocateRun(PageCount{1}, PageCount{1024}).error(), Error::kOutOfMemory);
}

TEST_F(FrameAllocatorTest, RefusesSenselessRuns) {
  EXPECT_EQ(allocator_.AllocateRun(PageCount{0}).error(), Error::kInvalidArgument);
  EXPECT_EQ(allocator_.AllocateRun(PageCount{1}, PageCount{0}).error(), Error::kInvalidArgument);
  EXPECT_EQ(allocator_.AllocateRun(PageCount{1}, PageCount{3}).error(), Error::kInvalidArgument);
  EXPECT_EQ(allocator_.AllocateRun(PageCount{~std::uint64_t{0}}).error(), Error::kOutOfMemory);
}

TEST_F(FrameAllocatorTest, ZeroedFramesAreZero) {
  const FrameRun one = allocator_.AllocateZeroed().value();
  const FrameRun run = allocator_.AllocateRunZeroed(PageCount{5}, PageCount{8}).value();
  const auto zero = [](std::byte byte) { return byte == std::byte{0}; };
  EXPECT_TRUE(std::ranges::all_of(allocator_.Bytes(one.range()), zero));
  EXPECT_EQ(allocator_.Bytes(run.range()).size(), 5U * 4096U);
  EXPECT_TRUE(std::ranges::all_of(allocator_.Bytes(run.range()), zero));
}

TEST_F(FrameAllocatorTest, OwnershipMovesAndCanBeHandedOver) {
  FrameRun first = allocator_.AllocateRun(PageCount{2}).value();
  FrameRun second = std::move(first);
  EXPECT_EQ(allocator_.statistics().allocated(), PageCount{2});
  const FrameRange released = second.Release();
  EXPECT_TRUE(second.empty());
  second.Reset();
  EXPECT_EQ(allocator_.statistics().allocated(), PageCount{2});
  {
    const FrameRun adopted = FrameRun::Adopt(allocator_, released);
    EXPECT_EQ(adopted.range(), released);
  }
  EXPECT_EQ(allocator_.statistics().allocated(), PageCount{0});
}

TEST_F(FrameAllocatorTest, AssignmentGivesBackWhatWasHeld) {
  FrameRun held = allocator_.AllocateRun(PageCount{2}).value();
  held = allocator_.AllocateRun(PageCount{3}).value();
  EXPECT_EQ(allocator_.statistics().allocated(), PageCount{3});
}

TEST_F(FrameAllocatorTest, SearchGoesRoundTheMap) {
  FrameRun low = allocator_.AllocateRun(PageCount{255}).value();
  const FrameRun high = allocator_.AllocateRun(PageCount{383}).value();
  const FrameNumber first = low.first();
  low.Reset();
  EXPECT_EQ(allocator_.Allocate().value().first(), first);
}

TEST_F(FrameAllocatorTest, PartOfARunMayGoBackFirst) {
  const FrameRange range = allocator_.AllocateRun(PageCount{383}).value().Release();
  allocator_.Free({range.first + PageCount{100}, PageCount{200}});
  EXPECT_EQ(allocator_.statistics().allocated(), PageCount{183});
  allocator_.Free({range.first, PageCount{100}});
  allocator_.Free({range.first + PageCount{300}, PageCount{83}});
  allocator_.Free({range.first, PageCount{0}});
  EXPECT_EQ(allocator_.statistics().allocated(), PageCount{0});
}

using FrameAllocatorDeathTest = FrameAllocatorTest;

TEST_F(FrameAllocatorDeathTest, BrokenBookkeepingPanics) {
  const FrameRange range = allocator_.AllocateRun(PageCount{2}).value().Release();
  EXPECT_DEATH(allocator_.Free({range.first, PageCount{3}}), "");
  EXPECT_DEATH(allocator_.Free({FrameNumber{256}, PageCount{1}}), "");   // The bitmaps.
  EXPECT_DEATH(allocator_.Free({FrameNumber{0}, PageCount{1}}), "");     // The first MiB.
  EXPECT_DEATH(allocator_.Free({FrameNumber{600}, PageCount{1}}), "");   // A hole.
  EXPECT_DEATH(allocator_.Free({FrameNumber{1023}, PageCount{1}}), "");  // ACPI tables.
  EXPECT_DEATH(allocator_.Free({FrameNumber{~std::uint64_t{0}}, PageCount{1}}), "");
  EXPECT_DEATH(FrameAllocator(std::move(allocator_)), "");
  allocator_.Free(range);
  EXPECT_DEATH(allocator_.Free(range), "");
  EXPECT_DEATH(static_cast<void>(FrameRun().Release()), "");
}

TEST(FrameAllocatorCreateTest, NamesWhatIsWrongWithTheMap) {
  FakePhysicalMemory memory(PageCount{1024});
  EXPECT_EQ(FrameAllocator::Create({}, memory).error(), Error::kOutOfMemory);
  EXPECT_EQ(FrameAllocator::Create(std::array{Region(0, 256)}, memory).error(),
            Error::kOutOfMemory);
  EXPECT_EQ(FrameAllocator::Create(std::array{Region(0x123, 300)}, memory).error(),
            Error::kMisaligned);
  // RAM that the window does not cover.
  EXPECT_EQ(FrameAllocator::Create(std::array{Region(64 * kMiB, 16)}, memory).error(),
            Error::kOutOfRange);
  // One page, which is not enough for the table and anything else.
  EXPECT_EQ(
      FrameAllocator::Create(std::array{Region(2 * kMiB, 1)}, memory).value().Allocate().error(),
      Error::kOutOfMemory);
  const std::vector<FrameRange> reserved(kMaximumReserved, FrameRange{});
  EXPECT_TRUE(FrameAllocator::Create(kMap, memory, {.reserved = reserved}).ok());
  const std::vector<FrameRange> too_many(kMaximumReserved + 1, FrameRange{});
  EXPECT_EQ(FrameAllocator::Create(kMap, memory, {.reserved = too_many}).error(), Error::kCapacity);
}

TEST(FrameAllocatorCreateTest, LeavesAloneWhatThePolicySays) {
  FakePhysicalMemory memory(PageCount{1024});
  const std::array reserved{FrameRange{FrameNumber{256}, PageCount{10}},
                            FrameRange{FrameNumber{700}, PageCount{20}}};
  const FramePolicy policy{.reserved = reserved, .end = FrameNumber{900}};
  FrameAllocator allocator = FrameAllocator::Create(kMap, memory, policy).value();
  EXPECT_EQ(allocator.statistics().total, PageCount{246 + 240 - 1});
  std::vector<FrameRun> runs;
  for (Result<FrameRun> run = allocator.Allocate(); run.ok(); run = allocator.Allocate()) {
    const std::uint64_t frame = run.value().first().value();
    EXPECT_TRUE((frame > 266 && frame < 512) || (frame >= 640 && frame < 700) ||
                (frame >= 720 && frame < 900))
        << frame;
    runs.push_back(std::move(run).value());
  }
  EXPECT_EQ(runs.size(), 246U + 240U - 1U);
}

/// 8 GiB, of which 3 GiB lie below 4 GiB. The window covers the table only: setting up touches
/// nothing else.
constexpr std::uint64_t kGiBPages = 1024 * kMiB / 4096;
constexpr std::array kEightGibibytes{Region(1 * kMiB, 3 * kGiBPages - 256),
                                     Region(4096 * kMiB, 5 * kGiBPages)};

TEST(FrameAllocatorZoneTest, ManagesEightGibibytes) {
  FakePhysicalMemory memory(PageCount{1024});
  FrameAllocator allocator = FrameAllocator::Create(kEightGibibytes, memory).value();
  const FrameStatistics statistics = allocator.statistics();
  EXPECT_EQ(statistics.bookkeeping, PageCount{73});
  EXPECT_LT(10000U * statistics.bookkeeping.value(), statistics.total.value());
  EXPECT_EQ(statistics.OfZone(Zone::kLow).total, PageCount{3 * kGiBPages - 256 - 73});
  EXPECT_EQ(statistics.OfZone(Zone::kHigh).total, PageCount{5 * kGiBPages});
  EXPECT_EQ(statistics.OfZone(Zone::kHigh).large, PageCount{5 * kGiBPages});
  EXPECT_EQ(statistics.OfZone(Zone::kLow).large, PageCount{3 * kGiBPages - 512});
  EXPECT_EQ(statistics.total,
            statistics.OfZone(Zone::kLow).total + statistics.OfZone(Zone::kHigh).total);
  EXPECT_EQ(statistics.free, statistics.total);
  const FrameRun high = allocator.AllocateRun(PageCount{5 * kGiBPages}).value();
  EXPECT_EQ(high.address(), PhysAddr{4096 * kMiB});
  EXPECT_EQ(allocator.AllocateRun(PageCount{kGiBPages}, PageCount{kGiBPages}).value().address(),
            PhysAddr{1024 * kMiB});
}

TEST(FrameAllocatorZoneTest, SparesTheLowZone) {
  FakePhysicalMemory memory(PageCount{1024});
  const std::array map{Region(1 * kMiB, 1000), Region(4096 * kMiB, 1024)};
  FrameAllocator allocator = FrameAllocator::Create(map, memory).value();
  const FrameRun one = allocator.Allocate().value();
  EXPECT_GE(one.address(), PhysAddr{4096 * kMiB});
  EXPECT_LT(allocator.Allocate(Reach::kBelow4GiB).value().address(), PhysAddr{4096 * kMiB});
  EXPECT_LT(allocator.AllocateZeroed(Reach::kBelow4GiB).value().address(), PhysAddr{4096 * kMiB});
  EXPECT_LT(allocator.AllocateRun(PageCount{5}, PageCount{1}, Reach::kBelow4GiB).value().address(),
            PhysAddr{4096 * kMiB});
  const FrameRun large = allocator.AllocateLargePage().value();
  EXPECT_EQ(large.address(), PhysAddr{4098 * kMiB});
  // No whole 2 MiB are left above: the low ones have to do.
  EXPECT_EQ(allocator.AllocateLargePage().value().address(), PhysAddr{2 * kMiB});
  const FrameRun low = allocator.AllocateLargePage(Reach::kBelow4GiB).value();
  EXPECT_EQ(allocator.AllocateLargePage().error(), Error::kOutOfMemory);
  EXPECT_EQ(allocator.statistics().OfZone(Zone::kHigh).allocated(), PageCount{513});
  EXPECT_EQ(allocator.statistics().OfZone(Zone::kLow).allocated(), PageCount{512});
}

/// As with VM instances that come, each with pages and a share of the heap's slabs, and whose pages
/// are given up again, the oldest first, when memory runs short.
TEST(FrameAllocatorZoneTest, WhatTakesRunsAndWhatTakesSingleFramesKeepApart) {
  FakePhysicalMemory memory(PageCount{64 * 256});
  const std::array map{Region(1 * kMiB, 63 * 256)};
  FrameAllocator allocator = FrameAllocator::Create(map, memory).value();
  constexpr PageCount kShort{1024};
  std::deque<FrameRun> singles;
  std::vector<FrameRun> runs;
  for (int count = 0;; ++count) {
    if (count % 8 == 0) {
      Result<FrameRun> run = allocator.AllocateRun(PageCount{16}, PageCount{16});
      if (!run.ok()) {
        break;
      }
      runs.push_back(std::move(run).value());
    }
    if (count % 6 == 0) {
      runs.push_back(allocator.AllocateRun(PageCount{1}).value());
    }
    singles.push_back(allocator.Allocate().value());
    while (!singles.empty() && !allocator.HasFree(kShort)) {
      singles.pop_front();
    }
  }
  // All of memory has become slabs, but for what one area may hold.
  EXPECT_LE(singles.size(), 16U);
  EXPECT_LE(allocator.statistics().free, PageCount{512});
}

TEST(FrameAllocatorZoneTest, SingleFramesKeepLargePagesWhole) {
  FakePhysicalMemory memory(PageCount{1024});
  FrameAllocator allocator = FrameAllocator::Create(kEightGibibytes, memory).value();
  std::vector<FrameRun> singles;
  for (int count = 0; count < 1000; ++count) {
    singles.push_back(allocator.Allocate().value());
    singles.push_back(allocator.AllocateRun(PageCount{16}, PageCount{16}).value());
  }
  // 17,000 frames need 34 areas at least.
  EXPECT_GE(allocator.statistics().OfZone(Zone::kHigh).large, PageCount{5 * kGiBPages - 36 * 512});
  singles.clear();
  EXPECT_EQ(allocator.statistics().OfZone(Zone::kHigh).large, PageCount{5 * kGiBPages});
}

}  // namespace
}  // namespace starkernel::pmm
