#include "src/heap/heap.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/memory_region.h"
#include "src/heap/block.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"

namespace starkernel::heap {
namespace {

constexpr std::uint64_t kPages = 16 * 1024;
constexpr std::array kMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kPages}, hal::MemoryKind::kUsable}};

/// One block of the given size taken and given back.
void AllocateAndFree(benchmark::State& state) {
  pmm::FakePhysicalMemory memory(PageCount{kPages});
  pmm::FrameAllocator frames = pmm::FrameAllocator::Create(kMap, memory).value();
  Heap heap(frames);
  const ByteCount size(static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(heap.Allocate(size).value());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(AllocateAndFree)->RangeMultiplier(8)->Range(16, 65536);

/// A thousand blocks of mixed sizes of which a random one is replaced.
void Churn(benchmark::State& state) {
  pmm::FakePhysicalMemory memory(PageCount{kPages});
  pmm::FrameAllocator frames = pmm::FrameAllocator::Create(kMap, memory).value();
  Heap heap(frames);
  std::mt19937_64 random(1);
  std::vector<Block> blocks(1000);
  for (auto _ : state) {
    Block& block = blocks[random() % blocks.size()];
    block.Reset();
    block = heap.Allocate(ByteCount{1 + random() % 512}).value();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Churn);

}  // namespace
}  // namespace starkernel::heap
