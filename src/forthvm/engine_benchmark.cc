#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include "src/forthvm/line_runner.h"

namespace starkernel::forthvm {
namespace {

/// Runs `line` again and again, after a line that defines what it needs. One item is one of
/// the line's `rounds`.
void RunLine(benchmark::State& state, const std::string& definition, const std::string& line,
             std::int64_t rounds) {
  LineRunner vm;
  vm.Run(definition);
  for (auto _ : state) {
    vm.Run(line);
  }
  state.SetItemsProcessed(state.iterations() * rounds);
}

void EmptyLoop(benchmark::State& state) {
  RunLine(state, ": SPIN 1000000 0 DO LOOP ;", "SPIN", 1'000'000);
}
void SumLoop(benchmark::State& state) {
  RunLine(state, ": SUM 0 1000000 0 DO I + LOOP DROP ;", "SUM", 1'000'000);
}
void Fibonacci(benchmark::State& state) {
  RunLine(state, ": FIB DUP 2 < IF DROP 1 ELSE DUP 1- RECURSE SWAP 2 - RECURSE + THEN ;",
          "25 FIB DROP", 242'785);
}
void MemoryLoop(benchmark::State& state) {
  RunLine(state, "VARIABLE V : COUNT-UP 1000000 0 DO 1 V +! LOOP ;", "COUNT-UP", 1'000'000);
}
void EvaluateToken(benchmark::State& state) {
  RunLine(state, ": EVAL 1000 0 DO S\" 1 DROP 2 DROP 3 DROP 4 DROP 5 DROP\" EVALUATE LOOP ;",
          "EVAL", 10'000);
}
void CatchAndThrow(benchmark::State& state) {
  RunLine(state, ": OOPS 1 THROW ; : TRY 100000 0 DO ['] OOPS CATCH DROP LOOP ;", "TRY", 100'000);
}
BENCHMARK(EmptyLoop)->Unit(benchmark::kMillisecond);
BENCHMARK(SumLoop)->Unit(benchmark::kMillisecond);
BENCHMARK(Fibonacci)->Unit(benchmark::kMillisecond);
BENCHMARK(MemoryLoop)->Unit(benchmark::kMillisecond);
BENCHMARK(EvaluateToken)->Unit(benchmark::kMillisecond);
BENCHMARK(CatchAndThrow)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace starkernel::forthvm
