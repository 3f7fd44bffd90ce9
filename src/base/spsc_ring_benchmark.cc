#include "src/base/spsc_ring.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/mpmc_ring.h"
#include "tests/plain_c/plain_c.h"

namespace starkernel {
namespace {

constexpr std::size_t kRounds = 256;

struct Record {
  std::array<std::uint64_t, 8> words{};
};
static_assert(sizeof(Record) == 64);

using Single = SpscRing<Record, 256>;
using Multiple = MpmcRing<Record, 256>;

constinit Single single_ring;
constinit Multiple multiple_ring;

/// The twin of PlainRingPass.
template <typename In, typename Out>
std::uint64_t Pass(In& in, Out& out, std::size_t rounds, std::size_t burst) {
  std::uint64_t sum = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::size_t number = 0; number < burst; ++number) {
      if (!in.Push(Record{{round, number, 2, 3, 4, 5, 6, sum}}).ok()) {
        return 0;
      }
    }
    while (const std::optional<Record> record = out.Pop()) {
      sum += record->words[0] + record->words[7];
    }
  }
  return sum;
}

[[gnu::noinline]] std::uint64_t PassSingle(Single& ring, std::size_t rounds, std::size_t burst) {
  Single::Producer producer = ring.TakeProducer();
  Single::Consumer consumer = ring.TakeConsumer();
  return Pass(producer, consumer, rounds, burst);
}

[[gnu::noinline]] std::uint64_t PassMultiple(Multiple& ring, std::size_t rounds,
                                             std::size_t burst) {
  return Pass(ring, ring, rounds, burst);
}

void Count(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * state.range(0) * std::int64_t{kRounds});
}

void PlainSpsc(benchmark::State& state) {
  PlainRing* const ring = PlainRingInstance();
  auto burst = static_cast<std::size_t>(state.range(0));
  std::size_t rounds = kRounds;
  for (auto _ : state) {
    benchmark::DoNotOptimize(rounds);
    benchmark::DoNotOptimize(burst);
    benchmark::DoNotOptimize(PlainRingPass(ring, rounds, burst));
  }
  Count(state);
}
BENCHMARK(PlainSpsc)->Arg(1)->Arg(16);

void Spsc(benchmark::State& state) {
  auto burst = static_cast<std::size_t>(state.range(0));
  std::size_t rounds = kRounds;
  Single* ring = &single_ring;
  benchmark::DoNotOptimize(ring);
  for (auto _ : state) {
    benchmark::DoNotOptimize(rounds);
    benchmark::DoNotOptimize(burst);
    benchmark::DoNotOptimize(PassSingle(*ring, rounds, burst));
  }
  Count(state);
}
BENCHMARK(Spsc)->Arg(1)->Arg(16);

void Mpmc(benchmark::State& state) {
  auto burst = static_cast<std::size_t>(state.range(0));
  std::size_t rounds = kRounds;
  Multiple* ring = &multiple_ring;
  benchmark::DoNotOptimize(ring);
  for (auto _ : state) {
    benchmark::DoNotOptimize(rounds);
    benchmark::DoNotOptimize(burst);
    benchmark::DoNotOptimize(PassMultiple(*ring, rounds, burst));
  }
  Count(state);
}
BENCHMARK(Mpmc)->Arg(1)->Arg(16);

}  // namespace
}  // namespace starkernel
