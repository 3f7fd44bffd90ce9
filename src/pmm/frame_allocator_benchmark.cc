#include "src/pmm/frame_allocator.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/memory_region.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_run.h"

namespace starkernel::pmm {
namespace {

constexpr std::uint64_t kPages = 16 * 1024;
constexpr std::array kMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kPages}, hal::MemoryKind::kUsable}};

/// One frame taken and given back.
void AllocateAndFree(benchmark::State& state) {
  FakePhysicalMemory memory(PageCount{kPages});
  FrameAllocator allocator = FrameAllocator::Create(kMap, memory).value();
  for (auto _ : state) {
    benchmark::DoNotOptimize(allocator.Allocate().value());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(AllocateAndFree);

/// All of memory taken frame by frame, then given back.
void Exhaust(benchmark::State& state) {
  FakePhysicalMemory memory(PageCount{kPages});
  FrameAllocator allocator = FrameAllocator::Create(kMap, memory).value();
  std::vector<FrameRun> runs;
  runs.reserve(kPages);
  std::int64_t frames = 0;
  for (auto _ : state) {
    while (allocator.statistics().free > PageCount{0}) {
      runs.push_back(allocator.Allocate().value());
    }
    frames += static_cast<std::int64_t>(runs.size());
    runs.clear();
  }
  state.SetItemsProcessed(frames);
}
BENCHMARK(Exhaust);

/// A large page's worth of frames, aligned, from memory of which every 8th frame is taken below.
void LargePage(benchmark::State& state) {
  FakePhysicalMemory memory(PageCount{kPages});
  FrameAllocator allocator = FrameAllocator::Create(kMap, memory).value();
  std::vector<FrameRun> taken;
  for (std::uint64_t frame = 0; frame < kPages / 2; frame += 8) {
    taken.push_back(allocator.Allocate().value());
    const FrameRun gap = allocator.AllocateRun(PageCount{7}).value();
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(allocator.AllocateRun(PageCount{512}, PageCount{512}).value());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(LargePage);

/// The set-up for eight GiB of RAM.
void CreateForEightGibibytes(benchmark::State& state) {
  FakePhysicalMemory memory(PageCount{1024});
  constexpr std::array kLarge{
      hal::MemoryRegion{PhysAddr{0}, PageCount{8 * 1024 * 256}, hal::MemoryKind::kUsable}};
  for (auto _ : state) {
    benchmark::DoNotOptimize(FrameAllocator::Create(kLarge, memory).value());
  }
}
BENCHMARK(CreateForEightGibibytes);

}  // namespace
}  // namespace starkernel::pmm
