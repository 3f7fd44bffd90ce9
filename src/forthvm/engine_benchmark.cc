#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/host.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/storage/block_device.h"
#include "src/storage/file_store.h"
#include "src/storage/model_block_device.h"
#include "src/storage/model_file_store.h"

namespace starkernel::forthvm {
namespace {

/// Gives lines and drops all output.
class LineHost final : public Host {
 public:
  void Write(std::string_view text) override { written += text.size(); }
  LineResult ReadLine(std::span<char> buffer) override {
    if (lines.empty()) {
      return {};
    }
    const std::string line = lines.front();
    lines.pop_front();
    std::ranges::copy(line, buffer.begin());
    return {.state = LineResult::State::kLine, .length = line.size()};
  }
  KeyResult PeekKey() override { return {}; }
  void TakeKey() override {}
  [[nodiscard]] storage::FileStore& files() [[clang::lifetimebound]] override { return store; }
  [[nodiscard]] storage::BlockDevice& blocks() [[clang::lifetimebound]] override { return device; }

  std::deque<std::string> lines;
  storage::ModelFileStore store;
  storage::ModelBlockDevice device;
  std::size_t written = 0;
};

/// Runs `line` again and again, after a line that defines what it needs. One item is one of
/// the line's `rounds`.
void RunLine(benchmark::State& state, const std::string& definition, const std::string& line,
             std::int64_t rounds) {
  const auto arrays = std::make_unique<VmArrays>();
  std::vector<std::byte> envelope(MiB(1).value());
  LineHost host;
  Result<Vm> vm = Vm::Create(StorageIn(*arrays, envelope), host, {});
  host.lines = {definition};
  const auto run = [&vm] {
    while (vm.value().Run(Reductions(100'000)) == RunOutcome::kQuantumSpent) {
    }
  };
  run();
  for (auto _ : state) {
    host.lines.push_back(line);
    run();
    Require(vm.value().data_stack().empty(), "the benchmark's line failed");
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
