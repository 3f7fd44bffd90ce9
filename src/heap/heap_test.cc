#include "src/heap/heap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/heap/block.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"

namespace starkernel::heap {
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
  EXPECT_EQ(heap_.Allocate(ByteCount{8}, ByteCount{8192}).error(), Error::kInvalidArgument);
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
  }
  EXPECT_EQ(heap_.statistics().blocks, 0U);
  EXPECT_EQ(heap_.statistics().in_use, ByteCount{0});
  EXPECT_EQ(heap_.statistics().peak, ByteCount{32 + 8192});
  // One unused slab stays.
  EXPECT_EQ(heap_.statistics().pages, PageCount{1});
  EXPECT_EQ(frames_.statistics().allocated(), PageCount{1});
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

/// Random blocks, each filled with its own value, never disturb each other.
TEST_F(HeapTest, AgreesWithAModel) {
  struct Live {
    Block block;
    std::byte value{};
  };
  std::mt19937_64 random(31);
  std::vector<Live> live;
  std::uint64_t in_use = 0;
  const auto capacity = [](const Block& block) -> std::uint64_t {
    const std::uint64_t size = block.bytes().size();
    return size <= 4096 ? std::max<std::uint64_t>(16, std::bit_ceil(size))
                        : (size + 4095) / 4096 * 4096;
  };
  for (int step = 0; step < 20000; ++step) {
    if (random() % 20 < 11) {
      const std::uint64_t size = 1 + random() % (std::uint64_t{1} << (1 + random() % 14));
      Result<Block> block =
          heap_.Allocate(ByteCount(size), ByteCount{(std::bit_floor(size) & 63U) != 0 ? 1U : 64U});
      if (!block.ok()) {
        ASSERT_EQ(block.error(), Error::kOutOfMemory);
        live.clear();
        in_use = 0;
        continue;
      }
      ASSERT_TRUE(AllEqual(block.value(), std::byte{0}));
      live.push_back({std::move(block).value(), std::byte(static_cast<unsigned char>(random()))});
      std::ranges::fill(live.back().block.bytes(), live.back().value);
      in_use += capacity(live.back().block);
    } else if (!live.empty()) {
      std::swap(live[random() % live.size()], live.back());
      ASSERT_TRUE(AllEqual(live.back().block, live.back().value));
      in_use -= capacity(live.back().block);
      live.pop_back();
    }
    ASSERT_EQ(heap_.statistics().blocks, live.size());
    ASSERT_EQ(heap_.statistics().in_use, ByteCount(in_use));
    ASSERT_EQ(heap_.statistics().pages, frames_.statistics().allocated());
  }
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

}  // namespace
}  // namespace starkernel::heap
