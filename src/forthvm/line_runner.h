#pragma once

#include <algorithm>
#include <cstddef>
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

/// A VM instance for benchmarks, to which lines are typed.
class LineRunner {
 public:
  LineRunner() { Require(vm_.ok(), "no VM instance"); }

  /// Interprets the line; panics if it leaves items, as one does that throws.
  void Run(const std::string& line) {
    host_.lines.push_back(line);
    while (vm_.value().Run(Reductions(100'000)) == RunOutcome::kQuantumSpent) {
    }
    Require(vm_.value().data_stack().empty(), "the benchmark's line failed");
  }

 private:
  std::unique_ptr<VmArrays> arrays_ = std::make_unique<VmArrays>();
  std::vector<std::byte> envelope_ = std::vector<std::byte>(MiB(1).value());
  LineHost host_;
  Result<Vm> vm_ = Vm::Create(StorageIn(*arrays_, envelope_), host_, {});
};

}  // namespace starkernel::forthvm
