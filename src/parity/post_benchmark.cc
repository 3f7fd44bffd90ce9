#include <benchmark/benchmark.h>

#include <string_view>

#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/parity/post.h"
#include "src/parity/post_corpus.h"
#include "src/parity/post_test_storage.h"

namespace starkernel::parity {
namespace {

class NoConsole final : public TextWriter::Sink {
 public:
  void Write(std::string_view /*text*/) override {}
};

void WholeCorpus(benchmark::State& state) {
  PostTestStorage storage(kPostEnvelope);
  NoConsole console;
  PostTally tally;
  for (auto _ : state) {
    tally = RunPost(PostCorpus(), storage.model(), storage.storage(), storage.heap(), console);
  }
  if (!tally.AllPassed()) {
    state.SkipWithError("POST failed");
  }
  state.counters["cases"] = tally.cases;
}
BENCHMARK(WholeCorpus)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace starkernel::parity
