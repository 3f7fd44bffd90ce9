#include <benchmark/benchmark.h>

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/forthvm/vm_storage.h"
#include "src/parity/post.h"
#include "src/parity/post_corpus.h"
#include "src/ramfs/small_machine.h"

namespace starkernel::parity {
namespace {

class NoConsole final : public TextWriter::Sink {
 public:
  void Write(std::string_view /*text*/) override {}
};

void WholeCorpus(benchmark::State& state) {
  const auto arrays = std::make_unique<forthvm::VmArrays>();
  std::vector<std::byte> envelope(kPostEnvelope.value());
  ramfs::SmallMachine machine(PageCount{1024});
  NoConsole console;
  PostTally tally;
  for (auto _ : state) {
    tally = RunPost(PostCorpus(), forthvm::StorageIn(*arrays, envelope), machine.heap(), console);
  }
  if (!tally.AllPassed()) {
    state.SkipWithError("POST failed");
  }
  state.counters["cases"] = tally.cases;
}
BENCHMARK(WholeCorpus)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace starkernel::parity
