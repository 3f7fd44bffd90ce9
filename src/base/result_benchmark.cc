#include "src/base/result.h"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>

#include "src/base/error.h"
#include "src/base/plain_c.h"

namespace starkernel {
namespace {

constexpr std::size_t kCalls = 256;

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

/// The argument: 0 for success all the way, 1 for an error in the innermost function.
void ErrorCodePlain(benchmark::State& state) {
  auto start = static_cast<std::uint64_t>(state.range(0));
  std::size_t calls = start == 0 ? kCalls : 1;
  for (auto _ : state) {
    benchmark::DoNotOptimize(start);
    benchmark::DoNotOptimize(calls);
    std::uint64_t sum = 0;
    benchmark::DoNotOptimize(PlainSum(calls, start, &sum));
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK(ErrorCodePlain)->Arg(0)->Arg(1);

void ResultValue(benchmark::State& state) {
  auto start = static_cast<std::uint64_t>(state.range(0));
  std::size_t calls = start == 0 ? kCalls : 1;
  for (auto _ : state) {
    benchmark::DoNotOptimize(start);
    benchmark::DoNotOptimize(calls);
    const Result<std::uint64_t> sum = Sum(calls, start);
    benchmark::DoNotOptimize(sum.ok());
    benchmark::DoNotOptimize(sum.ok() ? sum.value() : 0);
  }
}
BENCHMARK(ResultValue)->Arg(0)->Arg(1);

}  // namespace
}  // namespace starkernel
