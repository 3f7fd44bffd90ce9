#include "src/pmm/frame_allocator.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"

namespace starkernel::pmm {
namespace {

constexpr std::uint64_t kPagesPerGiB = 1024 * 256;

/// RAM that is there as far as the allocator can tell: it only ever touches its own table, at the
/// beginning.
class Memory {
 public:
  explicit Memory(std::uint64_t pages)
      : map_{hal::MemoryRegion{PhysAddr{0}, PageCount{pages}, hal::MemoryKind::kUsable}} {}

  FrameAllocator& allocator() [[clang::lifetimebound]] { return allocator_; }

  /// Everything, frame by frame, in no owner's hands.
  std::vector<FrameRange> TakeAll() {
    std::vector<FrameRange> all;
    all.reserve(map_.front().pages.value());
    for (Result<FrameRun> run = allocator_.Allocate(); run.ok(); run = allocator_.Allocate()) {
      all.push_back(run.value().Release());
    }
    return all;
  }

 private:
  FakePhysicalMemory window_{PageCount{1024}};
  std::array<hal::MemoryRegion, 1> map_;
  FrameAllocator allocator_ = FrameAllocator::Create(map_, window_).value();
};

/// One frame taken and given back.
void Pair(benchmark::State& state) {
  Memory memory(kPagesPerGiB);
  for (auto _ : state) {
    benchmark::DoNotOptimize(memory.allocator().Allocate().value());
  }
}
BENCHMARK(Pair);

/// Empty memory filled up, frame by frame: the time of one.
void FillOne(benchmark::State& state) {
  Memory memory(static_cast<std::uint64_t>(state.range(0)) * kPagesPerGiB);
  std::vector<FrameRange> taken = memory.TakeAll();
  const std::size_t frames = taken.size();
  while (state.KeepRunningBatch(static_cast<std::int64_t>(frames))) {
    state.PauseTiming();
    for (const FrameRange& range : taken) {
      memory.allocator().Free(range);
    }
    state.ResumeTiming();
    for (FrameRange& range : taken) {
      range = memory.allocator().Allocate().value().Release();
    }
  }
}
BENCHMARK(FillOne)->Arg(1)->Arg(4);

/// Full memory emptied, frame by frame, in order or at random: the time of one.
void DrainOne(benchmark::State& state) {
  Memory memory(kPagesPerGiB);
  std::vector<FrameRange> taken = memory.TakeAll();
  if (state.range(0) != 0) {
    std::ranges::shuffle(taken, std::mt19937_64(3));
  }
  const std::size_t frames = taken.size();
  while (state.KeepRunningBatch(static_cast<std::int64_t>(frames))) {
    for (const FrameRange& range : taken) {
      memory.allocator().Free(range);
    }
    state.PauseTiming();
    for (std::size_t count = 0; count < frames; ++count) {
      static_cast<void>(memory.allocator().Allocate().value().Release());
    }
    state.ResumeTiming();
  }
}
BENCHMARK(DrainOne)->Arg(0)->Arg(1);

/// Random frames of full memory given back, a share in percent, and then taken again one by one,
/// until it is full: the time of one. 50 is memory in pieces, 1 nearly none.
void RefillFragmented(benchmark::State& state) {
  Memory memory(kPagesPerGiB);
  std::vector<FrameRange> taken = memory.TakeAll();
  std::ranges::shuffle(taken, std::mt19937_64(5));
  taken.resize(taken.size() * static_cast<std::size_t>(state.range(0)) / 100);
  while (state.KeepRunningBatch(static_cast<std::int64_t>(taken.size()))) {
    state.PauseTiming();
    for (const FrameRange& range : taken) {
      memory.allocator().Free(range);
    }
    state.ResumeTiming();
    for (FrameRange& range : taken) {
      range = memory.allocator().Allocate().value().Release();
    }
  }
}
BENCHMARK(RefillFragmented)->Arg(50)->Arg(1);

/// A random frame given back and another taken, in memory of which a share in percent is taken.
void ReplaceAtRandom(benchmark::State& state) {
  Memory memory(kPagesPerGiB);
  std::vector<FrameRange> taken = memory.TakeAll();
  std::mt19937_64 random(7);
  std::ranges::shuffle(taken, random);
  const std::size_t kept = taken.size() * static_cast<std::size_t>(state.range(0)) / 100;
  for (std::size_t index = kept; index < taken.size(); ++index) {
    memory.allocator().Free(taken[index]);
  }
  taken.resize(kept);
  // The order is made beforehand: random numbers take as long as what is measured.
  std::vector<std::uint32_t> order(1 << 16);
  std::ranges::generate(order, [&] { return static_cast<std::uint32_t>(random() % kept); });
  std::size_t next = 0;
  for (auto _ : state) {
    FrameRange& range = taken[order[next++ % order.size()]];
    memory.allocator().Free(range);
    range = memory.allocator().Allocate().value().Release();
  }
}
BENCHMARK(ReplaceAtRandom)->Arg(50)->Arg(99)->Arg(100);

/// 2 MiB taken and given back.
void LargePair(benchmark::State& state) {
  Memory memory(kPagesPerGiB);
  for (auto _ : state) {
    benchmark::DoNotOptimize(memory.allocator().AllocateLargePage().value());
  }
}
BENCHMARK(LargePair);

/// Empty memory of 8 GiB filled with 2 MiB pages: the time of one. With fragments, a frame is taken
/// in every other area before.
void LargeFill(benchmark::State& state) {
  Memory memory(8 * kPagesPerGiB);
  std::vector<FrameRange> taken = memory.TakeAll();
  for (const FrameRange& range : taken) {
    const std::uint64_t frame = range.first.value();
    if (state.range(0) == 0 || frame / 512 % 2 != 0 || frame % 512 != 77) {
      memory.allocator().Free(range);
    }
  }
  taken.clear();
  Result<FrameRun> run = memory.allocator().AllocateLargePage();
  for (; run.ok(); run = memory.allocator().AllocateLargePage()) {
    taken.push_back(run.value().Release());
  }
  while (state.KeepRunningBatch(static_cast<std::int64_t>(taken.size()))) {
    state.PauseTiming();
    for (const FrameRange& range : taken) {
      memory.allocator().Free(range);
    }
    state.ResumeTiming();
    for (FrameRange& range : taken) {
      range = memory.allocator().AllocateLargePage().value().Release();
    }
  }
}
BENCHMARK(LargeFill)->Arg(0)->Arg(1);

/// 64 KiB, aligned, taken and given back where every eighth frame around is taken.
void RunPair(benchmark::State& state) {
  Memory memory(kPagesPerGiB);
  for (const FrameRange& range : memory.TakeAll()) {
    if (range.first.value() % 8 != 0 || range.first.value() / 512 % 2 != 0) {
      memory.allocator().Free(range);
    }
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(memory.allocator().AllocateRun(PageCount{16}, PageCount{16}).value());
  }
}
BENCHMARK(RunPair);

/// One frame taken and given back by each of several processors at once.
void PairOnEach(benchmark::State& state) {
  static std::unique_ptr<Memory> memory;
  if (state.thread_index() == 0) {
    memory = std::make_unique<Memory>(kPagesPerGiB);
  }
  std::unique_ptr<FrameAllocator> own;
  for (auto _ : state) {
    if (own == nullptr) {
      own = std::make_unique<FrameAllocator>(memory->allocator().ForAnotherProcessor());
    }
    benchmark::DoNotOptimize(own->Allocate().value());
  }
}
BENCHMARK(PairOnEach)->Threads(1)->Threads(2);

/// The set-up for eight GiB of RAM.
void CreateForEightGibibytes(benchmark::State& state) {
  FakePhysicalMemory memory(PageCount{1024});
  constexpr std::array kLarge{
      hal::MemoryRegion{PhysAddr{0}, PageCount{8 * kPagesPerGiB}, hal::MemoryKind::kUsable}};
  for (auto _ : state) {
    benchmark::DoNotOptimize(FrameAllocator::Create(kLarge, memory).value());
  }
  const FrameStatistics statistics = FrameAllocator::Create(kLarge, memory).value().statistics();
  state.counters["metadata_percent"] = 100 * static_cast<double>(statistics.bookkeeping.value()) /
                                       static_cast<double>(8 * kPagesPerGiB);
}
BENCHMARK(CreateForEightGibibytes);

}  // namespace
}  // namespace starkernel::pmm
