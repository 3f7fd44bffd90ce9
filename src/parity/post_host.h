#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/result.h"
#include "src/base/text_buffer.h"
#include "src/forthvm/calendar_time.h"
#include "src/forthvm/host.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/vm.h"
#include "src/parity/post_case.h"

namespace starkernel::parity {

/// What a case's VM instance sees: a terminal at which the case's keys are typed, and files: the
/// case itself, the next one whose opening says that the case is done, and those of its module.
/// Its time is the same on every machine, and what is logged is written like other output.
class PostHost final : public forthvm::Host {
 public:
  /// The startup files of a case's VM instance.
  static constexpr std::string_view kCaseName = "case";
  static constexpr std::string_view kEndName = "end";
  /// A file of this name cannot be read.
  static constexpr std::string_view kBrokenName = "broken.fs";

  static constexpr std::size_t kLongestOutput = 4096;

  PostHost(const PostModule& module [[clang::lifetimebound]],
           const PostCase& post_case [[clang::lifetimebound]]);

  void Write(std::string_view text) override { output_.Write(text); }
  forthvm::LineResult ReadLine(std::span<char> buffer) override;
  forthvm::KeyResult PeekKey() override;
  void TakeKey() override;
  Result<std::span<const char>> OpenSource(std::string_view name) [[clang::lifetimebound]] override;
  /// Each look at the clock makes it a millisecond later.
  Result<std::uint64_t> Milliseconds() override { return ++milliseconds_; }
  Result<forthvm::CalendarTime> ReadCalendar() override { return kDate; }
  void Log(forthvm::LogLevel level, std::string_view line) override;

  /// The VM instance whose depths are noted when the case is done.
  void Watch(const forthvm::Vm& vm) { vm_ = &vm; }

  /// Whether the next key is the user's interrupt, which is taken.
  [[nodiscard]] bool TakeInterrupt();

  /// What was written until the case was done, or until now.
  [[nodiscard]] std::string_view output() const [[clang::lifetimebound]] {
    return output_.view().substr(0, done_.has_value() ? done_->written : std::string_view::npos);
  }
  [[nodiscard]] bool output_lost() const { return output_.lost(); }

  [[nodiscard]] bool done() const { return done_.has_value(); }
  /// How deep the stacks were when the case was done.
  [[nodiscard]] forthvm::Vm::Depths depths() const {
    return done_.has_value() ? done_->depths : forthvm::Vm::Depths{};
  }

 private:
  static constexpr char kInterrupt = 0x03;
  static constexpr forthvm::CalendarTime kDate{
      .year = 2024, .month = 2, .day = 29, .hour = 23, .minute = 59, .second = 58};
  struct Done {
    std::size_t written = 0;
    forthvm::Vm::Depths depths{};
  };

  const PostModule& module_;
  const PostCase& case_;
  const forthvm::Vm* vm_ = nullptr;
  TextBuffer<256> keys_;
  std::size_t taken_ = 0;  ///< Of the keys.
  TextBuffer<1024> file_;  ///< The file opened last.
  TextBuffer<kLongestOutput> output_;
  std::optional<Done> done_;
  std::uint64_t milliseconds_ = 0;
};

}  // namespace starkernel::parity
