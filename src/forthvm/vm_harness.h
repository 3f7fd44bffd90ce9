#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/calendar_time.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/host.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/memory_refusal.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/storage/model_block_device.h"
#include "src/storage/model_file_store.h"

namespace starkernel::forthvm {

/// A terminal, files and blocks made of strings.
class ScriptedHost final : public Host {
 public:
  void Write(std::string_view text) override { transcript += text; }
  void SetColor(std::uint8_t color) override { colors += std::to_string(color); }
  LineResult ReadLine(std::span<char> buffer) override {
    const std::size_t end = input.find('\n');
    if (end == std::string::npos) {
      return {.state = closed ? LineResult::State::kClosed : LineResult::State::kPending};
    }
    const std::string line = input.substr(0, std::min(end, buffer.size()));
    const bool is_too_long = end > buffer.size();
    input.erase(0, end + 1);
    transcript += line;
    if (is_too_long) {
      return {.state = LineResult::State::kTooLong};
    }
    std::ranges::copy(line, buffer.begin());
    return {.state = LineResult::State::kLine, .length = line.size()};
  }
  KeyResult PeekKey() override {
    if (input.empty()) {
      return {.state = closed ? KeyResult::State::kClosed : KeyResult::State::kPending};
    }
    if (input.front() == '\x03') {
      return {.state = KeyResult::State::kBreak};
    }
    return {.state = KeyResult::State::kKey, .key = static_cast<std::uint8_t>(input.front())};
  }
  void TakeKey() override { input.erase(0, 1); }
  [[nodiscard]] storage::ModelFileStore& files() [[clang::lifetimebound]] override { return store; }
  [[nodiscard]] storage::ModelBlockDevice& blocks() [[clang::lifetimebound]] override {
    return device;
  }
  [[nodiscard]] MemoryRefusal WhyRefused() const override { return refusal; }
  [[nodiscard]] KernelDoor* kernel() [[clang::lifetimebound]] override { return door; }

  Result<std::uint64_t> Milliseconds() override {
    return has_time ? Result<std::uint64_t>(milliseconds) : Error::kNotFound;
  }
  Result<CalendarTime> ReadCalendar() override {
    if (!has_time) {
      return Error::kNotFound;
    }
    return CalendarTime{
        .year = 2026, .month = 11, .day = 26, .hour = 12, .minute = 34, .second = 56};
  }
  void Log(LogLevel level, std::string_view line) override {
    log += std::string(NameOf(level)) + ": " + std::string(line) + "\n";
  }

  void TypeLine(std::string_view line) { TypeKeys(std::string(line) + "\n"); }
  void TypeLines(std::initializer_list<std::string_view> lines) {
    for (const std::string_view line : lines) {
      TypeLine(line);
    }
  }
  void TypeKeys(std::string_view keys) { input += keys; }

  KernelDoor* door = nullptr;  ///< Where kernel words lead.
  std::string input;           ///< Typed but not yet read: one stream for lines and keys.
  bool closed = false;
  storage::ModelFileStore store;
  storage::ModelBlockDevice device;
  std::string colors;  ///< As they were set.
  std::string transcript;
  std::string log;
  bool has_time = true;
  std::uint64_t milliseconds = 0;
  MemoryRefusal refusal = MemoryRefusal::kNoFrame;  ///< Why pages that are not there are not.
};

/// A VM instance with a scripted host, for tests.
class VmHarness {
 public:
  struct Options {
    std::map<std::string, std::string> files{};
    std::vector<std::string_view> startup{};
    ByteCount envelope = MiB(1);
    std::span<std::byte> memory{};  ///< In place of an envelope of its own.
    Reductions quantum{100'000};
    std::size_t code = capacity::kInteractive.code;
    std::size_t words = capacity::kInteractive.words;
    std::size_t names = capacity::kInteractive.names;
    const Vm* model = nullptr;           ///< It is made like this one, if there is one.
    std::optional<VmStorage> storage{};  ///< In place of arrays and an envelope of its own.
  };

  VmHarness() : VmHarness(Options{}) {}
  explicit VmHarness(Options options)
      : options_(std::move(options)),
        envelope_(options_.memory.empty() && !options_.storage.has_value()
                      ? options_.envelope.value()
                      : 0) {
    for (const auto& [name, text] : options_.files) {
      host_.store.Put(name, text);
    }
    host_.store.Break("broken.fs");
    VmStorage storage = StorageIn(
        *arrays_, options_.memory.empty() ? std::span<std::byte>(envelope_) : options_.memory);
    storage.code = storage.code.first(options_.code);
    storage.words = storage.words.first(options_.words);
    storage.names = storage.names.first(options_.names);
    storage = options_.storage.value_or(storage);
    Result<Vm> made = options_.model == nullptr
                          ? Vm::Create(storage, host_, options_.startup)
                          : Vm::CreateLike(*options_.model, storage, host_, options_.startup);
    EXPECT_TRUE(made.ok());
    vm_ = std::move(made).value();
  }

  /// Runs until the VM instance stops for another reason than its quantum.
  RunOutcome Go() {
    RunOutcome outcome = RunOutcome::kQuantumSpent;
    for (int runs = 0; outcome == RunOutcome::kQuantumSpent && runs < 10'000'000; ++runs) {
      outcome = vm_->Run(options_.quantum);
    }
    return outcome;
  }

  /// What has been written since the last call.
  std::string TakeTranscript() { return std::exchange(host_.transcript, {}); }

  /// WholeAnswer() without the lines below the first of an error's report, which say where it was.
  std::string Answer(std::string_view line, std::string_view keys = {}) {
    const std::string whole = WholeAnswer(line, keys);
    const std::size_t report = whole.rfind("? ");
    const std::size_t end = report == std::string::npos ? report : whole.find(")\n  ", report);
    return end == std::string::npos ? whole : whole.substr(0, end + 1);
  }

  /// Types a line, and keys for the program that it starts, and gives what is written after its
  /// echo, without the final line end and without the space or line end in front.
  std::string WholeAnswer(std::string_view line, std::string_view keys = {}) {
    Go();
    TakeTranscript();
    host_.TypeLine(line);
    host_.TypeKeys(keys);
    Go();
    std::string answer = TakeTranscript();
    answer.erase(0, std::min(answer.size(), line.size() + 1));
    if (answer.starts_with('\n')) {
      answer.erase(0, 1);
    }
    if (answer.ends_with('\n')) {
      answer.pop_back();
    }
    return answer;
  }

  [[nodiscard]] std::vector<Cell> Stack() const {
    return {vm_->data_stack().begin(), vm_->data_stack().end()};
  }
  [[nodiscard]] ScriptedHost& host() [[clang::lifetimebound]] { return host_; }
  [[nodiscard]] Vm& vm() [[clang::lifetimebound]] { return *vm_; }

 private:
  Options options_;
  ScriptedHost host_;
  std::unique_ptr<VmArrays> arrays_ = std::make_unique<VmArrays>();
  std::vector<std::byte> envelope_;
  std::optional<Vm> vm_;
};

/// A line and the answer to it.
struct Exchange {
  std::string_view line;
  std::string_view answer;
};

/// Types the lines one after the other and compares the answers.
inline void ExpectAnswers(VmHarness& vm, std::span<const Exchange> exchanges) {
  for (const Exchange& exchange : exchanges) {
    EXPECT_EQ(vm.Answer(exchange.line), exchange.answer) << "line: " << exchange.line;
  }
}
inline void ExpectAnswers(std::initializer_list<Exchange> exchanges) {
  VmHarness vm;
  ExpectAnswers(vm, std::span<const Exchange>(std::vector<Exchange>(exchanges)));
}

}  // namespace starkernel::forthvm
