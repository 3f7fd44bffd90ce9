#include "src/base/result.h"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>

#include "src/base/error.h"
#include "tests/plain_c/plain_c.h"

namespace starkernel {
namespace {

constexpr std::int64_t kCalls = 256;

/// The twins of the functions behind PlainSum, kept apart like them.
[[gnu::noinline]] Result<std::uint64_t> Half(std::uint64_t number) {
  if (number % 2 != 0) {
    return Error::kInvalidArgument;
  }
  return number / 2;
}

[[gnu::noinline]] Result<std::uint64_t> HalfPlusOne(std::uint64_t number) {
  return TRY(Half(number)) + 1;
}

[[gnu::noinline]] Result<std::uint64_t> Sum(std::size_t count, std::uint64_t start) {
  std::uint64_t total = 0;
  for (std::size_t number = 0; number < count; ++number) {
    total += TRY(HalfPlusOne(start + 2 * number));
  }
  return total;
}

[[gnu::noinline]] std::size_t CountErrors(std::size_t count, std::uint64_t start) {
  std::size_t errors = 0;
  for (std::size_t number = 0; number < count; ++number) {
    if (!HalfPlusOne(start + 2 * number).ok()) {
      ++errors;
    }
  }
  return errors;
}

/// Measures `function(count, start)`: an even start succeeds all the way, an odd one fails in the
/// innermost function.
template <typename Function>
void Measure(benchmark::State& state, std::uint64_t start, Function function) {
  std::size_t count = kCalls;
  for (auto _ : state) {
    benchmark::DoNotOptimize(count);
    benchmark::DoNotOptimize(start);
    function(count, start);
  }
  state.SetItemsProcessed(state.iterations() * kCalls);
}

void SuccessPlain(benchmark::State& state) {
  Measure(state, 0, [](std::size_t count, std::uint64_t start) {
    std::uint64_t sum = 0;
    benchmark::DoNotOptimize(PlainSum(count, start, &sum));
    benchmark::DoNotOptimize(sum);
  });
}
BENCHMARK(SuccessPlain);

void SuccessResult(benchmark::State& state) {
  Measure(state, 0, [](std::size_t count, std::uint64_t start) {
    benchmark::DoNotOptimize(Sum(count, start));
  });
}
BENCHMARK(SuccessResult);

void ErrorPlain(benchmark::State& state) {
  Measure(state, 1, [](std::size_t count, std::uint64_t start) {
    benchmark::DoNotOptimize(PlainCountErrors(count, start));
  });
}
BENCHMARK(ErrorPlain);

void ErrorResult(benchmark::State& state) {
  Measure(state, 1, [](std::size_t count, std::uint64_t start) {
    benchmark::DoNotOptimize(CountErrors(count, start));
  });
}
BENCHMARK(ErrorResult);

}  // namespace
}  // namespace starkernel
