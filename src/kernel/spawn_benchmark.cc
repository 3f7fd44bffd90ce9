#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/vm.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel/spawning_world.h"

namespace starkernel::kernel {
namespace {

constexpr std::size_t kMost = 2000;

/// A VM instance spawned and killed before it runs, while so many others are there.
void SpawnAndKill(benchmark::State& state) {
  SpawningWorld world(GiB(1), kMost);
  for (std::int64_t count = 0; count < state.range(0); ++count) {
    world.Spawn("");
  }
  for (auto _ : state) {
    world.Kill(world.Spawn(""));
  }
}
BENCHMARK(SpawnAndKill)->Arg(0)->Arg(1000);

/// The same, and it runs its program and ends in between.
void SpawnRunAndEnd(benchmark::State& state) {
  SpawningWorld world(GiB(1), kMost);
  for (auto _ : state) {
    benchmark::DoNotOptimize(world.nursery().Start(world.Spawn("")).ok());
    benchmark::DoNotOptimize(world.NextEvent());
  }
}
BENCHMARK(SpawnRunAndEnd);

/// What one takes that has not run, in bytes: of the heap, of frames beside it (its page and page
/// tables), and of that what its object and its state are.
void BytesOfOne(benchmark::State& state) {
  SpawningWorld world(GiB(1), kMost);
  constexpr std::uint64_t kCount = 512;
  const auto heap = [&world] { return world.heap().statistics().in_use.value(); };
  const auto held = [&world] { return BytesOf(world.frames().statistics().allocated()).value(); };
  const auto heap_pages = [&world] { return BytesOf(world.heap().statistics().pages).value(); };
  std::vector<VmId> vms;
  for (auto _ : state) {
    world.heap().Trim();
    const std::uint64_t heap_before = heap();
    const std::uint64_t frames_before = held() - heap_pages();
    for (std::uint64_t count = 0; count < kCount; ++count) {
      vms.push_back(world.Spawn(""));
    }
    state.counters["heap"] =
        static_cast<double>(heap() - heap_before) / static_cast<double>(kCount);
    state.counters["frames"] =
        static_cast<double>(held() - heap_pages() - frames_before) / static_cast<double>(kCount);
    for (const VmId vm : vms) {
      world.Kill(vm);
    }
    vms.clear();
  }
  state.counters["object"] = sizeof(SpawnedVm);
  state.counters["vm"] = sizeof(forthvm::Vm);
}
BENCHMARK(BytesOfOne)->Iterations(2);

}  // namespace
}  // namespace starkernel::kernel
