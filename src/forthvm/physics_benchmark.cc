#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include "src/forthvm/line_runner.h"

namespace starkernel::forthvm {
namespace {

// What physics costs (docs/physics.md). Compare the medians of runs in turns:
// --benchmark_repetitions=15 --benchmark_enable_random_interleaving=true

constexpr const char* kNever = "1 DROP";
constexpr const char* kOff = "PHYSICS-ON PHYSICS-OFF";
constexpr const char* kSampled = "PHYSICS-ON";
constexpr const char* kExact = "PHYSICS-ON 0 PHYSICS-PERIOD!";
constexpr const char* kExactHeat = "PHYSICS-ON 1 PHYSICS-LOOPS! 0 PHYSICS-PERIOD!";

void Observed(benchmark::State& state, const char* definition, const char* line,
              const char* setting) {
  LineRunner vm;
  vm.Run(definition);
  vm.Run(setting);
  for (auto _ : state) {
    vm.Run(line);
  }
}

void Calls(benchmark::State& state, const char* setting) {
  Observed(state, ": FIB DUP 2 < IF DROP 1 EXIT THEN DUP 1- RECURSE SWAP 2 - RECURSE + ;",
           "24 FIB DROP", setting);
}
void Loop(benchmark::State& state, const char* setting) {
  Observed(state, ": SPIN 1000000 0 DO LOOP ;", "SPIN", setting);
}
void Memory(benchmark::State& state, const char* setting) {
  Observed(state,
           "CREATE DATA 8192 ALLOT : SUM 0 100 0 DO 1024 0 DO DATA I CELLS + @ + LOOP LOOP DROP ;",
           "SUM", setting);
}

/// Sixty words that are hot, with so many instructions that never are between each two: what could
/// be won by placing hot code together.
void Placement(benchmark::State& state) {
  LineRunner vm;
  std::string round = ": ROUND";
  for (int word = 0; word < 60; ++word) {
    const std::string name = "H" + std::to_string(word);
    vm.Run(": " + name + " DUP 1+ DROP ;");
    round += " " + name;
    vm.Run(": COLD" + std::to_string(word));
    for (std::int64_t written = 0; written < state.range(0); written += 50) {
      vm.Run(
          "1 2 3 4 5 6 7 8 9 10 + + + + + + + + + DROP 1 2 3 4 5 + + + + DROP "
          "1 2 3 4 5 6 7 8 9 10 + + + + + + + + + DROP");
    }
    vm.Run(";");
  }
  vm.Run(round + " ;");
  vm.Run(": GO 1 1000 0 DO ROUND LOOP DROP ;");
  for (auto _ : state) {
    vm.Run("GO");
  }
  state.SetItemsProcessed(state.iterations() * 60'000);
}
BENCHMARK(Placement)->Arg(0)->Arg(1000)->Unit(benchmark::kMillisecond);

BENCHMARK_CAPTURE(Calls, never, kNever)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Calls, off, kOff)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Calls, sampled, kSampled)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Calls, exact, kExact)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Calls, exact_heat, kExactHeat)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Loop, never, kNever)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Loop, off, kOff)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Loop, sampled, kSampled)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Loop, exact, kExact)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Loop, exact_heat, kExactHeat)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Memory, never, kNever)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Memory, off, kOff)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Memory, sampled, kSampled)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Memory, exact, kExact)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Memory, exact_heat, kExactHeat)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace starkernel::forthvm
