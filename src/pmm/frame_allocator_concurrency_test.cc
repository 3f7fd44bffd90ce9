#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"

namespace starkernel::pmm {
namespace {

constexpr std::uint64_t kFrames = 6 * 512;
constexpr std::array kSharedMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kFrames}, hal::MemoryKind::kUsable}};

/// Whether somebody owns a frame, by frame.
using Owned = std::array<std::atomic<bool>, kFrames>;

void Mark(Owned& owned, const FrameRun& run, bool now) {
  for (std::uint64_t page = 0; page < run.pages().value(); ++page) {
    EXPECT_NE(owned.at(run.first().value() + page).exchange(now), now);
  }
}

/// What one processor does: takes single frames, runs and large pages, and gives back its own and
/// what others leave for it.
void Work(FrameAllocator& allocator, Owned& owned, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<FrameRun> live;
  for (int step = 0; step < 20000; ++step) {
    if (random() % 16 < 9) {
      const std::uint64_t kind = random() % 32;
      Result<FrameRun> run =
          kind == 0  ? allocator.AllocateLargePage()
          : kind < 6 ? allocator.AllocateRun(PageCount{1 + random() % 600},
                                             PageCount{std::uint64_t{1} << (random() % 6)})
                     : allocator.Allocate();
      if (run.ok()) {
        Mark(owned, run.value(), true);
        live.push_back(std::move(run).value());
        continue;
      }
    }
    if (!live.empty()) {
      std::swap(live[random() % live.size()], live.back());
      Mark(owned, live.back(), false);
      live.pop_back();
    }
  }
  for (const FrameRun& run : live) {
    Mark(owned, run, false);
  }
}

TEST(FrameAllocatorConcurrencyTest, ProcessorsNeverShareAFrame) {
  FakePhysicalMemory memory(PageCount{kFrames});
  FrameAllocator first = FrameAllocator::Create(kSharedMap, memory).value();
  const PageCount total = first.statistics().total;
  Owned owned{};
  {
    FrameAllocator second = first.ForAnotherProcessor();
    FrameAllocator third = first.ForAnotherProcessor();
    std::vector<std::thread> threads;
    std::uint64_t seed = 1;
    for (FrameAllocator* const allocator : {&first, &second, &third}) {
      threads.emplace_back([allocator, &owned, seed] { Work(*allocator, owned, seed); });
      ++seed;
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
  }
  EXPECT_EQ(first.statistics().free, total);
  // Nothing is lost: all of it can be taken one by one.
  std::vector<FrameRun> all;
  for (Result<FrameRun> run = first.Allocate(); run.ok(); run = first.Allocate()) {
    all.push_back(std::move(run).value());
  }
  EXPECT_EQ(PageCount(all.size()), total);
}

TEST(FrameAllocatorConcurrencyTest, ProcessorsTakeFromAreasOfTheirOwn) {
  FakePhysicalMemory memory(PageCount{kFrames});
  FrameAllocator first = FrameAllocator::Create(kSharedMap, memory).value();
  FrameAllocator second = first.ForAnotherProcessor();
  const FrameRun mine = first.Allocate().value();
  const FrameRun other = second.Allocate().value();
  EXPECT_NE(mine.first().value() / 512, other.first().value() / 512);
  // What is given back goes to the pool, whoever took it.
  FrameRun moved = first.Allocate().value();
  second.Free(moved.Release());
  EXPECT_EQ(first.statistics().allocated(), PageCount{2});
  EXPECT_EQ(second.statistics().allocated(), PageCount{2});
}

}  // namespace
}  // namespace starkernel::pmm
