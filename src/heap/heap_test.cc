#include "src/heap/heap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/heap/block.h"
#include "src/heap/block_mark.h"
#include "src/heap/guard.h"
#include "src/heap/magazine.h"
#include "src/heap/slab_store.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"

namespace starkernel::heap {

/// Gives a block's bytes back though the block keeps them, as no code outside can.
class BlockMisuse {
 public:
  static void GiveBack(const Block& block) {
    Block::GiveBack(*block.heap_, block.memory_.address, block.memory_.bytes, block.size_);
  }
};

namespace {

constexpr std::array kMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{1024}, hal::MemoryKind::kUsable}};

class HeapTest : public testing::Test {
 protected:
  pmm::FakePhysicalMemory memory_{PageCount{1024}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kMap, memory_).value();
  Heap heap_{frames_};
};

bool AllEqual(const Block& block, std::byte value) {
  return std::ranges::all_of(block.bytes(), [value](std::byte byte) { return byte == value; });
}

TEST_F(HeapTest, GivesZerosEvenWhereSomethingWas) {
  for (const std::uint64_t size : {1U, 16U, 100U, 4096U, 4097U, 100000U}) {
    for (int round = 0; round < 3; ++round) {
      const Block block = heap_.Allocate(ByteCount(size)).value();
      EXPECT_EQ(block.bytes().size(), size);
      EXPECT_TRUE(AllEqual(block, std::byte{0})) << size;
      std::ranges::fill(block.bytes(), std::byte{0xEE});
    }
  }
}

TEST_F(HeapTest, RefusesSenselessRequests) {
  EXPECT_EQ(heap_.Allocate(ByteCount{0}).error(), Error::kInvalidArgument);
  EXPECT_EQ(heap_.Allocate(ByteCount{8}, ByteCount{0}).error(), Error::kInvalidArgument);
  EXPECT_EQ(heap_.Allocate(ByteCount{8}, ByteCount{24}).error(), Error::kInvalidArgument);
  EXPECT_EQ(heap_.Allocate(ByteCount{8}, MiB(4)).error(), Error::kInvalidArgument);
  EXPECT_EQ(heap_.Allocate(ByteCount{8192}, ByteCount{24}).error(), Error::kInvalidArgument);
  EXPECT_TRUE(heap_.Allocate(ByteCount{8}, ByteCount{4096}).ok());
  EXPECT_EQ(heap_.Allocate(ByteCount{~std::uint64_t{0}}).error(), Error::kOutOfMemory);
  EXPECT_EQ(heap_.Allocate(MiB(3)).error(), Error::kOutOfMemory);
}

TEST_F(HeapTest, CountsWhatItHolds) {
  {
    const Block small = heap_.Allocate(ByteCount{20}).value();
    const Block large = heap_.Allocate(ByteCount{5000}).value();
    EXPECT_EQ(heap_.statistics().blocks, 2U);
    EXPECT_EQ(heap_.statistics().in_use, ByteCount{32 + 8192});
    EXPECT_EQ(heap_.statistics().pages, PageCount{3});
    EXPECT_EQ(frames_.statistics().allocated(), PageCount{3});
    EXPECT_EQ(heap_.statistics().of_class[1], 1U);
    EXPECT_EQ(heap_.statistics().cached, ByteCount{31 * 32});
  }
  EXPECT_EQ(heap_.statistics().blocks, 0U);
  EXPECT_EQ(heap_.statistics().in_use, ByteCount{0});
  EXPECT_EQ(heap_.statistics().peak, ByteCount{32 + 8192});
  // The slab and what was taken from it stay at hand, until they are asked for.
  EXPECT_EQ(heap_.statistics().pages, PageCount{1});
  EXPECT_EQ(heap_.statistics().cached, ByteCount{32 * 32});
  heap_.Trim();
  EXPECT_EQ(heap_.statistics().pages, PageCount{0});
  EXPECT_EQ(heap_.statistics().cached, ByteCount{0});
  EXPECT_EQ(frames_.statistics().allocated(), PageCount{0});
}

TEST_F(HeapTest, ThePeakIsTheMostOfAllClassesTogether) {
  {
    const Block small = heap_.Allocate(ByteCount{64}).value();
    const Block large = heap_.Allocate(ByteCount{4096}).value();
  }
  {
    const Block other = heap_.Allocate(ByteCount{1024}).value();
    EXPECT_EQ(heap_.statistics().in_use, ByteCount{1024});
    EXPECT_EQ(heap_.statistics().peak, ByteCount{64 + 4096});
  }
  const Block more = heap_.Allocate(ByteCount{4096}).value();
  const Block most = heap_.Allocate(ByteCount{65}).value();
  EXPECT_EQ(heap_.statistics().peak, ByteCount{128 + 4096});
}

TEST_F(HeapTest, KeepsSixteenUnusedPagesOfAClass) {
  const std::uint64_t by_slab = 4096 / 64 - 1;
  std::vector<Block> blocks(20 * by_slab);
  for (Block& block : blocks) {
    block = heap_.Allocate(ByteCount{64}).value();
  }
  EXPECT_EQ(heap_.statistics().pages, PageCount{20});
  EXPECT_EQ(heap_.statistics().of_class[2], blocks.size());
  blocks.clear();
  // One more holds those that lie in the magazine.
  EXPECT_EQ(heap_.statistics().pages, SlabStore::kUnusedPages + PageCount{1});
  EXPECT_GT(heap_.statistics().cached, ByteCount{0});
  EXPECT_EQ(heap_.statistics().of_class[2], 0U);
  heap_.Trim();
  EXPECT_EQ(heap_.statistics().pages, PageCount{0});
}

TEST_F(HeapTest, AlignsUpToALargePage) {
  for (std::uint64_t alignment = 1; alignment <= MiB(1).value(); alignment *= 2) {
    for (const std::uint64_t size : {1U, 24U, 64U, 4000U, 5000U, 70000U}) {
      const Block block = heap_.Allocate(ByteCount(size), ByteCount(alignment)).value();
      EXPECT_EQ(block.bytes().size(), size);
      EXPECT_EQ(memory_.OffsetOf(block.bytes()) % alignment, 0U) << size << " by " << alignment;
    }
  }
}

TEST_F(HeapTest, FindsRoomInItsMagazinesWhenFramesRunOut) {
  std::vector<Block> blocks;
  for (Result<Block> block = heap_.Allocate(ByteCount{64}); block.ok();
       block = heap_.Allocate(ByteCount{64})) {
    blocks.push_back(std::move(block).value());
  }
  // No frame is free. Blocks of a few slabs go to the magazine and the slabs; a larger block then
  // needs both.
  blocks.resize(blocks.size() - 8 * 63);
  EXPECT_TRUE(heap_.Allocate(ByteCount{3 * 4096}).ok());
}

TEST_F(HeapTest, RunsOutCleanlyAndRecovers) {
  for (const std::uint64_t size : {16U, 1024U, 4096U, 8192U}) {
    std::vector<Block> blocks;
    Result<Block> block = heap_.Allocate(ByteCount(size));
    while (block.ok()) {
      blocks.push_back(std::move(block).value());
      block = heap_.Allocate(ByteCount(size));
    }
    EXPECT_EQ(block.error(), Error::kOutOfMemory);
    EXPECT_GT(blocks.size() * size, 2 * 1024U * 1024U);
    blocks.clear();
    EXPECT_EQ(heap_.statistics().blocks, 0U);
    EXPECT_LE(heap_.statistics().pages, PageCount{16 * 4});
  }
}

TEST_F(HeapTest, BlocksMove) {
  Block first = heap_.Allocate(ByteCount{16}).value();
  first.bytes()[3] = std::byte{7};
  const Block& moved_from = first;
  Block second = std::move(first);
  EXPECT_TRUE(moved_from.empty());
  EXPECT_EQ(second.bytes()[3], std::byte{7});
  second = heap_.Allocate(ByteCount{16}).value();
  EXPECT_EQ(heap_.statistics().blocks, 1U);
  second.Reset();
  second.Reset();
  EXPECT_EQ(heap_.statistics().blocks, 0U);
}

TEST(HeapLifetimeTest, GivesEverythingBack) {
  pmm::FakePhysicalMemory memory(PageCount{1024});
  pmm::FrameAllocator frames = pmm::FrameAllocator::Create(kMap, memory).value();
  {
    Heap heap(frames);
    for (std::uint64_t size = 1; size < 10000; size = size * 3 / 2 + 1) {
      EXPECT_TRUE(heap.Allocate(ByteCount(size)).ok());
    }
    EXPECT_GT(frames.statistics().allocated(), PageCount{0});
  }
  EXPECT_EQ(frames.statistics().allocated(), PageCount{0});
}

TEST(HeapDeathTest, DyingBeforeItsBlocksPanics) {
  pmm::FakePhysicalMemory memory(PageCount{1024});
  pmm::FrameAllocator frames = pmm::FrameAllocator::Create(kMap, memory).value();
  EXPECT_DEATH(
      {
        Block block;
        Heap heap(frames);
        block = heap.Allocate(ByteCount{16}).value();
      },
      "");
}

/// Takes blocks until each that lay ready has been handed out.
void TakeAllAtHand(Heap& heap, std::uint64_t size) {
  std::vector<Block> blocks(Magazine::kMost);
  for (Block& block : blocks) {
    block = heap.Allocate(ByteCount(size)).value();
  }
}

/// Writes to memory by its place, as code that goes around the bounds of a block does.
class HeapMisuseDeathTest : public testing::TestWithParam<HeapChecks> {
 protected:
  std::span<std::byte> Around(const Block& block) {
    return memory_.View(PhysAddr{memory_.OffsetOf(block.bytes())}, ByteCount{4096}).value();
  }

  pmm::FakePhysicalMemory memory_{PageCount{1024}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kMap, memory_).value();
  Heap heap_{frames_, GetParam()};
};

INSTANTIATE_TEST_SUITE_P(All, HeapMisuseDeathTest,
                         testing::Values(HeapChecks::kMarks, HeapChecks::kGuards));

TEST_P(HeapMisuseDeathTest, WritingABlockThatWasGivenBackPanics) {
  Block block = heap_.Allocate(ByteCount{64}).value();
  const std::span<std::byte> bytes = Around(block);
  block.Reset();
  bytes.front() = std::byte{1};
  EXPECT_DEATH(TakeAllAtHand(heap_, 64), "");
  SetMark(bytes, PhysAddr{memory_.OffsetOf(bytes)});
  TakeAllAtHand(heap_, 64);
}

TEST_P(HeapMisuseDeathTest, GivingABlockBackTwicePanics) {
  for (const std::uint64_t size : {1U, 64U, 4000U, 9000U}) {
    EXPECT_EXIT(
        {
          const Block block = heap_.Allocate(ByteCount(size)).value();
          BlockMisuse::GiveBack(block);
          // Not yet the end: once is as it should be.
          std::_Exit(heap_.statistics().blocks == 0 ? 7 : 8);
        },
        testing::ExitedWithCode(7), "")
        << size;
    EXPECT_DEATH(
        {
          const Block block = heap_.Allocate(ByteCount(size)).value();
          BlockMisuse::GiveBack(block);
          BlockMisuse::GiveBack(block);
          std::_Exit(0);
        },
        "")
        << size;
  }
}

TEST_P(HeapMisuseDeathTest, LooksCloserAtABlockThatSeemsFree) {
  Block block = heap_.Allocate(ByteCount{64}).value();
  SetMark(block.bytes(), PhysAddr{memory_.OffsetOf(block.bytes())});
  block.Reset();
  EXPECT_EQ(heap_.statistics().blocks, 0U);
}

TEST(HeapGuardDeathTest, GuardsSeeEveryByteBehindAndAfter) {
  pmm::FakePhysicalMemory memory(PageCount{1024});
  pmm::FrameAllocator frames = pmm::FrameAllocator::Create(kMap, memory).value();
  Heap heap(frames, HeapChecks::kGuards);
  for (const std::uint64_t size : {1U, 48U, 64U, 4000U, 4080U, 4096U, 9000U}) {
    Block block = heap.Allocate(ByteCount(size)).value();
    const std::span<std::byte> bytes =
        memory.View(PhysAddr{memory.OffsetOf(block.bytes())}, ByteCount(size + kGuardSize)).value();
    std::ranges::fill(bytes.first(size), std::byte{0xFF});
    for (const std::uint64_t behind : {size, size + kGuardSize - 1}) {
      const std::byte before = std::exchange(bytes[behind], std::byte{0});
      EXPECT_DEATH(block.Reset(), "") << size;
      bytes[behind] = before;
    }
    block.Reset();
    if (size > 16 && size <= 4080) {
      bytes[size / 2] = std::byte{0};
      EXPECT_DEATH(TakeAllAtHand(heap, size), "") << size;
      bytes[size / 2] = kFreeByte;
      TakeAllAtHand(heap, size);
    }
  }
}

}  // namespace
}  // namespace starkernel::heap
