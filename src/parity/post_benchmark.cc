#include <benchmark/benchmark.h>

#include <string_view>
#include <vector>

#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/forthvm/vm_storage.h"
#include "src/parity/packed_corpus.h"
#include "src/parity/packed_module.h"
#include "src/parity/post.h"
#include "src/parity/post_test_storage.h"

namespace starkernel::parity {
namespace {

class NoConsole final : public TextWriter::Sink {
 public:
  void Write(std::string_view /*text*/) override {}
};

void WholeCorpus(benchmark::State& state) {
  PostTestStorage storage(kPostEnvelope);
  const forthvm::VmStorage vm_storage = storage.storage();
  std::vector<char> room(LongestModule());
  NoConsole console;
  PostTally tally;
  for (auto _ : state) {
    PostRun post(storage.model(), vm_storage, storage.heap(), console);
    for (const PackedModule& module : PackedCorpus()) {
      post.Run(UnpackModule(module, room).value());
    }
    tally = post.Finish();
  }
  if (!tally.AllPassed()) {
    state.SkipWithError("POST failed");
  }
  state.counters["cases"] = tally.cases;
}
BENCHMARK(WholeCorpus)->Unit(benchmark::kMillisecond);

/// Of that, how long it takes to unpack what is run.
void UnpackCorpus(benchmark::State& state) {
  std::vector<char> room(LongestModule());
  for (auto _ : state) {
    for (const PackedModule& module : PackedCorpus()) {
      benchmark::DoNotOptimize(UnpackModule(module, room));
    }
  }
}
BENCHMARK(UnpackCorpus)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace starkernel::parity
