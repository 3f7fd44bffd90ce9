#include "src/base/event_ring.h"

#include <benchmark/benchmark.h>

#include <cstdint>

namespace starkernel {
namespace {

enum class Kind : std::uint8_t { kOnly };

constinit EventRing<Kind, 256> ring;

void BM_RecordEvent(benchmark::State& state) {
  std::uint64_t value = 0;
  for (auto _ : state) {
    ring.Record(Kind::kOnly, ++value, 0, [] { return __builtin_ia32_rdtsc(); });
  }
}
BENCHMARK(BM_RecordEvent);

void BM_ReadClock(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(__builtin_ia32_rdtsc());
  }
}
BENCHMARK(BM_ReadClock);

}  // namespace
}  // namespace starkernel
