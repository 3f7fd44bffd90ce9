#include "src/base/fixed_vector.h"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>

#include "src/base/result.h"
#include "tests/plain_c/plain_c.h"

namespace starkernel {
namespace {

using Vector = FixedVector<std::uint64_t, kPlainCapacity>;

// The twins of the functions in plain_c.h, kept apart from the measuring loop as those are.

[[gnu::noinline]] Result<void> Fill(Vector& vector, std::size_t count) {
  vector.Clear();
  for (std::size_t number = 0; number < count; ++number) {
    TRY(vector.Push((number * 5 + 1) % kPlainCapacity));
  }
  return {};
}

[[gnu::noinline]] std::uint64_t Iterate(const Vector& vector) {
  std::uint64_t sum = 0;
  for (const std::uint64_t item : vector) {
    sum += item;
  }
  return sum;
}

[[gnu::noinline]] std::uint64_t Index(const Vector& vector) {
  std::uint64_t sum = 0;
  for (std::size_t index = 0; index < vector.size(); ++index) {
    sum += vector[index];
  }
  return sum;
}

[[gnu::noinline]] std::uint64_t Follow(const Vector& vector) {
  std::uint64_t place = 0;
  for (std::size_t step = 0; step < vector.size(); ++step) {
    place = vector[place];
  }
  return place;
}

[[gnu::noinline]] std::uint64_t Gather(const Vector& vector, const Vector& indexes) {
  std::uint64_t sum = 0;
  for (std::size_t index = 0; index < indexes.size(); ++index) {
    sum += vector[indexes[index]];
  }
  return sum;
}

void SetItems(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * std::int64_t{kPlainCapacity});
}

void FillPlain(benchmark::State& state) {
  PlainVector* const vector = PlainVectorInstance(0);
  std::size_t count = kPlainCapacity;
  for (auto _ : state) {
    benchmark::DoNotOptimize(count);
    benchmark::DoNotOptimize(PlainVectorFill(vector, count));
  }
  SetItems(state);
}
BENCHMARK(FillPlain);

void FillFixed(benchmark::State& state) {
  alignas(64) Vector vector;
  std::size_t count = kPlainCapacity;
  for (auto _ : state) {
    benchmark::DoNotOptimize(count);
    benchmark::DoNotOptimize(Fill(vector, count).ok());
  }
  SetItems(state);
}
BENCHMARK(FillFixed);

/// Measures a function of one full vector.
template <auto kFunction>
void Plain(benchmark::State& state) {
  PlainVector* const vector = PlainVectorInstance(0);
  static_cast<void>(PlainVectorFill(vector, kPlainCapacity));
  for (auto _ : state) {
    benchmark::ClobberMemory();
    benchmark::DoNotOptimize(kFunction(vector));
  }
  SetItems(state);
}

template <auto kFunction>
void Fixed(benchmark::State& state) {
  alignas(64) Vector vector;
  benchmark::DoNotOptimize(vector);
  Fill(vector, kPlainCapacity).value();
  for (auto _ : state) {
    benchmark::ClobberMemory();
    benchmark::DoNotOptimize(kFunction(vector));
  }
  SetItems(state);
}

BENCHMARK(Plain<PlainVectorIterate>)->Name("IteratePlain");
BENCHMARK(Fixed<Iterate>)->Name("IterateFixed");
BENCHMARK(Plain<PlainVectorIndex>)->Name("IndexPlain");
BENCHMARK(Fixed<Index>)->Name("IndexFixed");
BENCHMARK(Plain<PlainVectorFollow>)->Name("FollowPlain");
BENCHMARK(Fixed<Follow>)->Name("FollowFixed");

/// The same of a vector and the indexes of elements in it.
template <auto kFunction>
void PlainByIndexes(benchmark::State& state) {
  PlainVector* const vector = PlainVectorInstance(0);
  PlainVector* const indexes = PlainVectorInstance(1);
  static_cast<void>(PlainVectorFill(vector, kPlainCapacity));
  static_cast<void>(PlainVectorFill(indexes, kPlainCapacity));
  for (auto _ : state) {
    benchmark::ClobberMemory();
    benchmark::DoNotOptimize(kFunction(vector, indexes));
  }
  SetItems(state);
}
BENCHMARK(PlainByIndexes<PlainVectorGather>)->Name("GatherPlain");
BENCHMARK(PlainByIndexes<PlainVectorGatherChecked>)->Name("GatherPlainChecked");

void GatherFixed(benchmark::State& state) {
  alignas(64) Vector vector;
  alignas(64) Vector indexes;
  benchmark::DoNotOptimize(vector);
  benchmark::DoNotOptimize(indexes);
  Fill(vector, kPlainCapacity).value();
  Fill(indexes, kPlainCapacity).value();
  for (auto _ : state) {
    benchmark::ClobberMemory();
    benchmark::DoNotOptimize(Gather(vector, indexes));
  }
  SetItems(state);
}
BENCHMARK(GatherFixed);

}  // namespace
}  // namespace starkernel
