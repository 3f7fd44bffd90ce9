#include "src/heap/heap.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/memory_region.h"
#include "src/heap/block.h"
#include "src/heap/guard.h"
#include "src/pmm/clear_unsafe.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "tests/plain_c/allocators.h"

namespace starkernel::heap {
namespace {

constexpr std::uint64_t kPages = 16 * 1024;
constexpr std::array kMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kPages}, hal::MemoryKind::kUsable}};
constexpr std::size_t kRound = 1024;
constexpr std::size_t kBatch = 1000;
constexpr std::size_t kBlocks = 1000;

struct Memory {
  explicit Memory(HeapChecks checks = HeapChecks::kMarks) : heap(frames, checks) {}

  pmm::FakePhysicalMemory memory{PageCount{kPages}};
  pmm::FrameAllocator frames = pmm::FrameAllocator::Create(kMap, memory).value();
  Heap heap;
};

/// Whether `allocator` can be measured; says why if not.
bool IsThere(benchmark::State& state, Allocator allocator) {
  if (AllocatorIsThere(allocator) == 0) {
    state.SkipWithError("built without mimalloc: --define=mimalloc=yes has it");
    return false;
  }
  return true;
}

/// A block of 64 bytes, cleared, taken and given back: as most callers have it, who know the size.
/// The others of this name are glibc and mimalloc; those without clearing have less to do.
void Pair64(benchmark::State& state) {
  Memory memory;
  while (state.KeepRunningBatch(kRound)) {
    for (std::size_t count = 0; count < kRound; ++count) {
      const Block block = memory.heap.Allocate(ByteCount{64}).value();
      benchmark::DoNotOptimize(block.bytes().data());
      benchmark::ClobberMemory();
    }
  }
}
BENCHMARK(Pair64);

/// The same with next to nothing to clear: there is no block without clearing.
void Pair16(benchmark::State& state) {
  Memory memory;
  while (state.KeepRunningBatch(kRound)) {
    for (std::size_t count = 0; count < kRound; ++count) {
      const Block block = memory.heap.Allocate(ByteCount{16}).value();
      benchmark::DoNotOptimize(block.bytes().data());
      benchmark::ClobberMemory();
    }
  }
}
BENCHMARK(Pair16);

void Pair64WithGuards(benchmark::State& state) {
  Memory memory(HeapChecks::kGuards);
  for (auto _ : state) {
    benchmark::DoNotOptimize(memory.heap.Allocate(ByteCount{64}).value());
  }
}
BENCHMARK(Pair64WithGuards);

void Pair64(benchmark::State& state, Allocator allocator) {
  if (!IsThere(state, allocator)) {
    return;
  }
  while (state.KeepRunningBatch(kRound)) {
    AllocatorPairs(allocator, 64, kRound);
  }
}
BENCHMARK_CAPTURE(Pair64, glibc_malloc, kGlibcMalloc);
BENCHMARK_CAPTURE(Pair64, glibc_malloc_and_clear, kGlibcMallocAndClear);
BENCHMARK_CAPTURE(Pair64, glibc_calloc, kGlibcCalloc);
BENCHMARK_CAPTURE(Pair64, mimalloc, kMimallocMalloc);
BENCHMARK_CAPTURE(Pair64, mimalloc_and_clear, kMimallocMallocAndClear);
BENCHMARK_CAPTURE(Pair64, mimalloc_zalloc, kMimallocZalloc);

/// The clearing alone.
void Clear64(benchmark::State& state) {
  alignas(64) std::array<std::byte, 64> bytes{};
  while (state.KeepRunningBatch(kRound)) {
    for (std::size_t count = 0; count < kRound; ++count) {
      pmm::Clear(bytes);
      benchmark::DoNotOptimize(bytes.data());
      benchmark::ClobberMemory();
    }
  }
}
BENCHMARK(Clear64);

/// A thousand blocks taken, then given back, oldest first: the time of one.
void Batch64(benchmark::State& state) {
  Memory memory;
  std::vector<Block> blocks(kBatch);
  while (state.KeepRunningBatch(kBatch)) {
    for (Block& block : blocks) {
      block = memory.heap.Allocate(ByteCount{64}).value();
    }
    for (Block& block : blocks) {
      block.Reset();
    }
  }
}
BENCHMARK(Batch64);

void Batch64(benchmark::State& state, Allocator allocator) {
  if (!IsThere(state, allocator)) {
    return;
  }
  while (state.KeepRunningBatch(kBatch)) {
    AllocatorBatch(allocator, 64, kBatch);
  }
}
BENCHMARK_CAPTURE(Batch64, glibc_malloc_and_clear, kGlibcMallocAndClear);
BENCHMARK_CAPTURE(Batch64, glibc_calloc, kGlibcCalloc);
BENCHMARK_CAPTURE(Batch64, mimalloc_zalloc, kMimallocZalloc);

/// Which of a thousand blocks is replaced by one of what size, 1 to 512 bytes.
std::vector<std::uint32_t> Orders() {
  std::vector<std::uint32_t> orders(kOrders);
  std::mt19937_64 random(1);
  std::ranges::generate(orders, [&random] {
    return static_cast<std::uint32_t>((1 + random() % 512) << 16 | random() % kBlocks);
  });
  return orders;
}

/// A thousand blocks of mixed sizes of which a random one is replaced.
void Churn(benchmark::State& state) {
  Memory memory;
  const std::vector<std::uint32_t> orders = Orders();
  std::vector<Block> blocks(kBlocks);
  while (state.KeepRunningBatch(kOrders)) {
    for (const std::uint32_t order : orders) {
      Block& block = blocks[order & 0xFFFFU];
      block.Reset();
      block = memory.heap.Allocate(ByteCount{order >> 16U}).value();
    }
  }
}
BENCHMARK(Churn);

void Churn(benchmark::State& state, Allocator allocator) {
  if (!IsThere(state, allocator)) {
    return;
  }
  const std::vector<std::uint32_t> orders = Orders();
  while (state.KeepRunningBatch(kOrders)) {
    AllocatorChurn(allocator, orders.data(), orders.size());
  }
}
BENCHMARK_CAPTURE(Churn, glibc_malloc_and_clear, kGlibcMallocAndClear);
BENCHMARK_CAPTURE(Churn, glibc_calloc, kGlibcCalloc);
BENCHMARK_CAPTURE(Churn, mimalloc_zalloc, kMimallocZalloc);

/// One block of a size that is not known beforehand, taken and given back.
void PairOf(benchmark::State& state) {
  Memory memory;
  const ByteCount size(static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(memory.heap.Allocate(size).value());
  }
}
BENCHMARK(PairOf)->RangeMultiplier(8)->Range(16, 65536)->Arg(2 << 20);

void PairOf(benchmark::State& state, Allocator allocator) {
  if (!IsThere(state, allocator)) {
    return;
  }
  const std::size_t size = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    AllocatorPairs(allocator, size, 1);
  }
}
BENCHMARK_CAPTURE(PairOf, glibc_malloc_and_clear, kGlibcMallocAndClear)
    ->RangeMultiplier(8)
    ->Range(16, 65536);

}  // namespace
}  // namespace starkernel::heap
