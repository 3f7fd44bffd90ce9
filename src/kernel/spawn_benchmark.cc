#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/capabilities/capability.h"
#include "src/forthvm/vm.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/spawned_vm.h"

namespace starkernel::kernel {
namespace {

constexpr std::size_t kMost = 2000;

/// What the kernel's tables take for each place of a VM instance: what a world with many places has
/// beyond one with few.
ByteCount PlaceBytes() {
  constexpr std::size_t kFew = 20'000;
  constexpr std::size_t kMore = 10'000;
  const auto heap_with = [](std::size_t places) {
    const NurseryWorld world({.memory = GiB(1), .places = places});
    return world.heap_.statistics().in_use.value();
  };
  return ByteCount((heap_with(kFew + kMore) - heap_with(kFew)) / kMore);
}

/// A VM instance spawned and killed before it is started, while so many others are there.
void SpawnAndKill(benchmark::State& state) {
  NurseryWorld world({.memory = GiB(1), .places = kMost});
  for (std::int64_t count = 0; count < state.range(0); ++count) {
    world.Spawn("");
  }
  for (auto _ : state) {
    world.Kill(world.Spawn(""));
  }
}
BENCHMARK(SpawnAndKill)->Arg(0)->Arg(1000);

/// The same, and it is started in between.
void SpawnStartAndKill(benchmark::State& state) {
  NurseryWorld world({.memory = GiB(1), .places = kMost});
  for (auto _ : state) {
    const VmId vm = world.Spawn("");
    world.Start(vm);
    world.Kill(vm);
  }
}
BENCHMARK(SpawnStartAndKill);

/// The same, and it runs its program and ends in between.
void SpawnRunAndEnd(benchmark::State& state) {
  NurseryWorld world({.memory = GiB(1), .places = kMost});
  for (auto _ : state) {
    world.Start(world.Spawn(""));
    benchmark::DoNotOptimize(world.NextEvent());
  }
}
BENCHMARK(SpawnRunAndEnd);

/// The same with a program that defines a word, as usual, and with machine code for it at once.
void SpawnDefineAndEnd(benchmark::State& state, std::string_view program) {
  NurseryWorld world({.memory = GiB(1), .places = kMost});
  for (auto _ : state) {
    world.Start(world.Spawn(program));
    benchmark::DoNotOptimize(world.NextEvent());
  }
}
BENCHMARK_CAPTURE(SpawnDefineAndEnd, usual, ": T 1+ DUP * ; 2 T DROP");
BENCHMARK_CAPTURE(SpawnDefineAndEnd, native, "2 ENGINE! : T 1+ DUP * ; 2 T DROP");

/// How far a VM instance has come.
enum class Age : std::uint8_t { kSpawned, kStarted, kWaits, kDefines, kHasCode };

std::string_view ProgramFor(Age age) {
  switch (age) {
    case Age::kSpawned:
    case Age::kStarted:
    case Age::kWaits: break;
    case Age::kDefines: return ": T PAD 8 RECV ; T";
    case Age::kHasCode: return "2 ENGINE! : T PAD 8 RECV ; T";
  }
  return "PAD 8 RECV";
}

/// What one takes at that age, in bytes: its places in the kernel's tables, of the heap beside
/// them, and of frames (its pages and page tables).
void BytesOfOne(benchmark::State& state, Age age) {
  constexpr std::uint64_t kCount = 512;
  NurseryWorld world({.memory = GiB(1), .places = kCount + 2});
  const auto heap = [&world] { return world.heap_.statistics().in_use.value(); };
  const auto held = [&world] { return BytesOf(world.frames_.statistics().allocated()).value(); };
  const auto heap_pages = [&world] { return BytesOf(world.heap_.statistics().pages).value(); };
  std::vector<VmId> vms;
  for (auto _ : state) {
    world.envelopes_.Trim();
    world.heap_.Trim();
    const std::uint64_t heap_before = heap();
    const std::uint64_t frames_before = held() - heap_pages();
    for (std::uint64_t count = 0; count < kCount; ++count) {
      const VmId vm = vms.emplace_back(world.Spawn(ProgramFor(age)));
      world.Let(vm, capabilities::CapabilityType::kReceive);
      if (age != Age::kSpawned) {
        world.Start(vm);
      }
    }
    if (age >= Age::kWaits) {
      // One after the other, until this one ends, which has the last window.
      const VmId last = world.Spawn("");
      world.Start(last);
      world.NextEvent();
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
  state.counters["places"] = static_cast<double>(PlaceBytes().value());
  state.counters["object"] = sizeof(SpawnedVm);
  state.counters["vm"] = sizeof(forthvm::Vm);
}
BENCHMARK_CAPTURE(BytesOfOne, spawned, Age::kSpawned)->Iterations(2);
BENCHMARK_CAPTURE(BytesOfOne, started, Age::kStarted)->Iterations(2);
BENCHMARK_CAPTURE(BytesOfOne, waits, Age::kWaits)->Iterations(2);
BENCHMARK_CAPTURE(BytesOfOne, defines, Age::kDefines)->Iterations(2);
BENCHMARK_CAPTURE(BytesOfOne, has_code, Age::kHasCode)->Iterations(2);

}  // namespace
}  // namespace starkernel::kernel
