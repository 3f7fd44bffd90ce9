#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/forthvm/host.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/storage/block_device.h"
#include "src/storage/file_store.h"
#include "src/storage/model_block_device.h"
#include "src/storage/model_file_store.h"

namespace starkernel::arbiter {

/// A VM instance whose terminal is a queue of lines and a string.
class ScriptedVm final : public forthvm::Host {
 public:
  explicit ScriptedVm(std::vector<std::string_view> startup_files = {})
      : startup_files_(std::move(startup_files)) {
    vm_.emplace(forthvm::Vm::Create(forthvm::StorageIn(*arrays_, envelope_), *this, startup_files_)
                    .value());
  }

  [[nodiscard]] forthvm::Vm& vm() [[clang::lifetimebound]] { return *vm_; }
  [[nodiscard]] const std::string& output() const [[clang::lifetimebound]] { return output_; }
  void Type(std::string line) { lines_.push_back(std::move(line)); }

  void Write(std::string_view text) override { output_ += text; }
  forthvm::LineResult ReadLine(std::span<char> buffer) override {
    if (lines_.empty()) {
      return {};
    }
    const std::string line = lines_.front();
    lines_.pop_front();
    std::ranges::copy(line, buffer.begin());
    return {.state = forthvm::LineResult::State::kLine, .length = line.size()};
  }
  forthvm::KeyResult PeekKey() override { return {}; }
  void TakeKey() override {}
  [[nodiscard]] storage::FileStore& files() [[clang::lifetimebound]] override { return files_; }
  [[nodiscard]] storage::BlockDevice& blocks() [[clang::lifetimebound]] override { return blocks_; }

 private:
  std::vector<std::string_view> startup_files_;
  std::vector<std::byte> envelope_ = std::vector<std::byte>(1 << 20);
  std::unique_ptr<forthvm::VmArrays> arrays_ = std::make_unique<forthvm::VmArrays>();
  storage::ModelFileStore files_;
  storage::ModelBlockDevice blocks_;
  std::string output_;
  std::deque<std::string> lines_;
  std::optional<forthvm::Vm> vm_;
};

}  // namespace starkernel::arbiter
