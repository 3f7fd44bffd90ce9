#include "src/vmm/envelope_places.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/envelope_table.h"

namespace starkernel::vmm {
namespace {

constexpr std::uint64_t kFrames = 16 * 1024;
constexpr std::array kMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kFrames}, hal::MemoryKind::kUsable}};

class EnvelopePlacesTest : public testing::Test {
 protected:
  PageCount Taken() { return frames_.statistics().allocated(); }

  pmm::FakePhysicalMemory memory_{PageCount{kFrames}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kMap, memory_).value();
};

TEST_F(EnvelopePlacesTest, RecordsComeAsTheyAreNeededAndStayWhereTheyAre) {
  EnvelopeTable table(frames_);
  EXPECT_PANIC(static_cast<void>(table.At(0)), "a place for an envelope that there is not");
  ASSERT_TRUE(table.Extend(1).ok());
  EXPECT_EQ(table.size(), 64U);
  EXPECT_EQ(Taken(), PageCount{1});
  const EnvelopeRecord& first = table.At(0);
  ASSERT_TRUE(table.Extend(64).ok());
  EXPECT_EQ(Taken(), PageCount{1});
  ASSERT_TRUE(table.Extend(65).ok());
  EXPECT_EQ(table.size(), 128U);
  constexpr std::uint32_t kMany = 100'000;
  ASSERT_TRUE(table.Extend(kMany).ok());
  EXPECT_EQ(table.size(), 13U * 8 * 1024);
  EXPECT_EQ(Taken(), PageCount{13 * 128});
  EXPECT_EQ(&table.At(0), &first);
  std::set<const EnvelopeRecord*> all;
  for (std::uint32_t place = 0; place < kMany; ++place) {
    EXPECT_EQ(table.At(place).link, kNoPlace);
    all.insert(&table.At(place));
  }
  EXPECT_EQ(all.size(), kMany);
  EXPECT_EQ(table.Extend(EnvelopeTable::kMost + 1).error(), Error::kCapacity);
  EXPECT_EQ(table.Extend(EnvelopeTable::kMost).error(), Error::kOutOfMemory);
}

TEST_F(EnvelopePlacesTest, ATableGivesItsFramesBack) {
  {
    EnvelopeTable table(frames_);
    ASSERT_TRUE(table.Extend(1000).ok());
  }
  EXPECT_EQ(Taken(), PageCount{0});
}

TEST_F(EnvelopePlacesTest, TheOldestOfASizeGoesOutAgainFirst) {
  EnvelopePlaces places(frames_, GiB(1));
  ASSERT_TRUE(places.Prepare().ok());
  EXPECT_EQ(places.Take(MiB(1)).value(), 2U);
  EXPECT_EQ(places.Take(kPageSize).value(), 3U);
  EXPECT_EQ(places.Take(MiB(3)).value(), 4U);
  EXPECT_EQ(places.Take(MiB(1)).value(), 8U);
  // A large one begins at a multiple of 2 MiB; what it passes over is for a small one.
  EXPECT_EQ(places.Take(MiB(2)).value(), 10U);
  EXPECT_EQ(places.Take(MiB(1)).value(), 9U);
  places.GiveBack(8, MiB(1));
  places.GiveBack(2, MiB(1));
  places.GiveBack(4, MiB(3));
  EXPECT_EQ(places.Take(MiB(1)).value(), 8U);
  EXPECT_EQ(places.Take(MiB(4)).value(), 4U);
  EXPECT_EQ(places.Take(MiB(1)).value(), 2U);
  EXPECT_EQ(places.Take(MiB(1)).value(), 12U);
}

TEST_F(EnvelopePlacesTest, RecordsGoBackWhenNobodyUsesThem) {
  EnvelopePlaces places(frames_, GiB(64));
  ASSERT_TRUE(places.Prepare().ok());
  const std::uint32_t large = places.Take(MiB(16)).value();
  const PageCount at_first = Taken();
  EXPECT_EQ(at_first, PageCount{1});
  for (int round = 0; round < 3; ++round) {
    std::vector<std::uint32_t> taken;
    for (int count = 0; count < 10'000; ++count) {
      taken.push_back(places.Take(MiB(1)).value());
    }
    EXPECT_EQ(Taken(), PageCount{256});
    // Those with the highest records first, then any.
    const std::uint32_t highest = taken.back();
    while (taken.size() > 5'000) {
      places.GiveBack(taken.back(), MiB(1));
      taken.pop_back();
    }
    EXPECT_EQ(Taken(), PageCount{128});
    EXPECT_EQ(places.Find(EnvelopePlaces::OffsetOf(highest)), nullptr);
    // What is taken now has a low record.
    const std::uint32_t next = places.Take(MiB(1)).value();
    EXPECT_LT(next, highest);
    places.GiveBack(next, MiB(1));
    for (const std::uint32_t place : taken) {
      places.GiveBack(place, MiB(1));
    }
    EXPECT_EQ(Taken(), at_first);
    EXPECT_EQ(places.Find(EnvelopePlaces::OffsetOf(large)), &places.At(large));
  }
}

TEST_F(EnvelopePlacesTest, RecordsStayWhileOneBehindThemIsInUse) {
  EnvelopePlaces places(frames_, GiB(64));
  ASSERT_TRUE(places.Prepare().ok());
  std::vector<std::uint32_t> taken;
  for (int count = 0; count < 1'000; ++count) {
    taken.push_back(places.Take(MiB(1)).value());
  }
  const PageCount all = Taken();
  const std::uint32_t last = taken.back();
  taken.pop_back();
  for (const std::uint32_t place : taken) {
    places.GiveBack(place, MiB(1));
  }
  EXPECT_EQ(Taken(), all);
  EXPECT_EQ(places.Take(MiB(1)).value(), 2U) << "the oldest of the lowest";
  places.GiveBack(2, MiB(1));
  places.GiveBack(last, MiB(1));
  EXPECT_EQ(Taken(), PageCount{1});
  EXPECT_EQ(places.Take(MiB(1)).value(), 3U);
}

TEST_F(EnvelopePlacesTest, APlaceIsFoundByAnyOfItsAddresses) {
  EnvelopePlaces places(frames_, GiB(1));
  ASSERT_TRUE(places.Prepare().ok());
  const std::uint32_t small = places.Take(MiB(1)).value();
  const std::uint32_t large = places.Take(MiB(16)).value();
  EXPECT_EQ(places.Find(EnvelopePlaces::OffsetOf(small) + ByteCount{5}), &places.At(small));
  for (std::uint64_t piece = 0; piece < 16; ++piece) {
    EXPECT_EQ(places.Find(EnvelopePlaces::OffsetOf(large) + MiB(piece)), &places.At(large));
  }
  EXPECT_EQ(places.Find(EnvelopePlaces::OffsetOf(large) + MiB(16)), nullptr);
  EXPECT_FALSE(places.At(1).in_use());
}

TEST_F(EnvelopePlacesTest, TheLastPlaceIsNobodys) {
  EnvelopePlaces none(frames_, MiB(3));
  EXPECT_EQ(none.Prepare().error(), Error::kOutOfMemory);
  EnvelopePlaces places(frames_, MiB(8));
  ASSERT_TRUE(places.Prepare().ok());
  EXPECT_EQ(places.Take(MiB(8)).error(), Error::kOutOfMemory);
  EXPECT_EQ(places.Take(MiB(4)).value(), 2U);
  EXPECT_EQ(places.Take(MiB(2)).error(), Error::kOutOfMemory);
  EXPECT_EQ(places.Take(MiB(1)).value(), 6U);
  EXPECT_EQ(places.Take(MiB(1)).error(), Error::kOutOfMemory);
  EXPECT_EQ(places.Take(ByteCount{~std::uint64_t{4095}}).error(), Error::kOutOfMemory);
}

TEST_F(EnvelopePlacesTest, AMillionFitIntoTheRangeOfEachMachine) {
  EnvelopePlaces places(frames_, GiB(2048));
  ASSERT_TRUE(places.Prepare().ok());
  // Their records would take 64 MiB, which is all that there is.
  std::uint32_t last = 0;
  for (Result<std::uint32_t> next = places.Take(MiB(1)); next.ok(); next = places.Take(MiB(1))) {
    last = next.value();
  }
  EXPECT_GT(last, 900'000U);
  EXPECT_TRUE(Taken() > PageCount{kFrames - 1024});
}

}  // namespace
}  // namespace starkernel::vmm
