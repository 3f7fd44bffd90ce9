#include "src/base/multiply_divide.h"

#include <benchmark/benchmark.h>

#include <cstdint>

namespace starkernel {
namespace {

// Clock ticks to nanoseconds, as every reading of a clock needs: a product of 70 bits.
constexpr std::uint64_t kHertz = 2'893'437'000;
constexpr std::uint64_t kNanosecondsPerSecond = 1'000'000'000;
constexpr std::uint64_t kFirstTick = 1'234'567'890'123;

void TicksToNanoseconds(benchmark::State& state) {
  std::uint64_t ticks = kFirstTick;
  std::uint64_t hertz = kHertz;
  benchmark::DoNotOptimize(hertz);
  for (auto _ : state) {
    benchmark::DoNotOptimize(MultiplyDivide(++ticks, kNanosecondsPerSecond, hertz));
  }
}
BENCHMARK(TicksToNanoseconds);

// The same by the run-time library that bare metal does not have.
void TicksToNanosecondsByTheCompiler(benchmark::State& state) {
  __extension__ using Wide = unsigned __int128;
  std::uint64_t ticks = kFirstTick;
  std::uint64_t hertz = kHertz;
  benchmark::DoNotOptimize(hertz);
  for (auto _ : state) {
    benchmark::DoNotOptimize(static_cast<Wide>(++ticks) * kNanosecondsPerSecond / hertz);
  }
}
BENCHMARK(TicksToNanosecondsByTheCompiler);

}  // namespace
}  // namespace starkernel
