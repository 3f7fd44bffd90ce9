// `forth_runner FILE [native]` interprets a file and then the word BENCH, and prints the
// nanoseconds that BENCH took and the number that it left; with `native` definitions are
// translated.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <deque>
#include <fstream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/test_effort.h"
#include "src/forthvm/host.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/native/native_harness.h"
#include "src/storage/block_device.h"
#include "src/storage/file_store.h"
#include "src/storage/model_block_device.h"
#include "src/storage/model_file_store.h"
#include "tests/engines/alone.h"
#include "tools/command_line/command_line_unsafe.h"

namespace starkernel {
namespace {

/// Gives lines and keeps what is written.
class LineHost final : public forthvm::Host {
 public:
  void Write(std::string_view text) override { written += text; }
  forthvm::LineResult ReadLine(std::span<char> buffer) override {
    if (lines.empty()) {
      return {};
    }
    const std::string line = lines.front().substr(0, buffer.size());
    lines.pop_front();
    std::ranges::copy(line, buffer.begin());
    return {.state = forthvm::LineResult::State::kLine, .length = line.size()};
  }
  forthvm::KeyResult PeekKey() override { return {}; }
  void TakeKey() override {}
  [[nodiscard]] storage::FileStore& files() [[clang::lifetimebound]] override { return store; }
  [[nodiscard]] storage::BlockDevice& blocks() [[clang::lifetimebound]] override { return device; }

  std::deque<std::string> lines;
  std::string written;

 private:
  storage::ModelFileStore store;
  storage::ModelBlockDevice device;
};

int Measure(std::span<const std::string> arguments) {
  const bool is_native = arguments.size() == 2 && arguments[1] == "native";
  if (arguments.size() != 1 && !is_native) {
    std::fputs("usage: forth_runner FILE [native]\n", stderr);
    return 2;
  }
  std::ifstream file(arguments[0]);
  const auto arrays = std::make_unique<forthvm::VmArrays>();
  std::vector<std::byte> envelope(MiB(1).value());
  LineHost host;
  Result<forthvm::Vm> vm = forthvm::Vm::Create(StorageIn(*arrays, envelope), host, {});
  for (std::string line; std::getline(file, line);) {
    host.lines.push_back(line);
  }
  if (!vm.ok() || host.lines.empty()) {
    std::fputs("the file cannot be read\n", stderr);
    return 1;
  }
  std::optional<native::NativeHarness> engine;
  if (is_native) {
    engine.emplace(vm.value());
  }
  // As the kernel runs who is alone.
  Alone alone(vm.value(), Reductions(FromEnvironment("STARKERNEL_QUANTUM").value_or(10'000)));
  alone.Run();
  host.lines.emplace_back("BENCH");
  const auto before = std::chrono::steady_clock::now();
  alone.Run();
  const std::chrono::nanoseconds taken = std::chrono::steady_clock::now() - before;
  if (vm.value().uncaught() != 0 || vm.value().data_stack().size() != 1) {
    std::fprintf(stderr, "BENCH did not leave one number:\n%s\n", host.written.c_str());
    return 1;
  }
  std::printf("%lld %lld\n", static_cast<long long>(taken.count()),
              static_cast<long long>(vm.value().data_stack().front()));
  return 0;
}

}  // namespace
}  // namespace starkernel

int main(int count, char** values) {
  return starkernel::Measure(starkernel::tools::CommandLine(count, values));
}
