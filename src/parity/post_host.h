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
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/vm.h"
#include "src/parity/post_case.h"
#include "src/parity/post_files.h"
#include "src/storage/block_device.h"
#include "src/storage/file_store.h"

namespace starkernel::parity {

/// What a case's VM instance sees: a terminal at which the case's keys are typed, files and blocks.
/// Its time is the same on every machine, and what is logged is written like other output.
class PostHost final : public forthvm::Host, private PostFiles::Observer {
 public:
  static constexpr std::size_t kLongestOutput = 4096;

  /// What the store, the device and the kernel hold is the case's alone. All must outlive the host.
  PostHost(const PostModule& module [[clang::lifetimebound]],
           const PostCase& post_case [[clang::lifetimebound]],
           storage::FileStore& store [[clang::lifetimebound]],
           storage::BlockDevice& blocks [[clang::lifetimebound]],
           forthvm::KernelDoor& kernel [[clang::lifetimebound]]);
  PostHost(const PostHost&) = delete;
  PostHost& operator=(const PostHost&) = delete;
  ~PostHost() = default;

  void Write(std::string_view text) override { output_.Write(text); }
  forthvm::LineResult ReadLine(std::span<char> buffer) override;
  forthvm::KeyResult PeekKey() override;
  void TakeKey() override;
  [[nodiscard]] storage::FileStore& files() [[clang::lifetimebound]] override { return files_; }
  [[nodiscard]] storage::BlockDevice& blocks() [[clang::lifetimebound]] override { return blocks_; }
  [[nodiscard]] forthvm::KernelDoor* kernel() [[clang::lifetimebound]] override { return &kernel_; }
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

  void AtEnd() override;

  PostFiles files_;
  storage::BlockDevice& blocks_;
  forthvm::KernelDoor& kernel_;
  const forthvm::Vm* vm_ = nullptr;
  TextBuffer<256> keys_;
  std::size_t taken_ = 0;  ///< Of the keys.
  TextBuffer<kLongestOutput> output_;
  std::optional<Done> done_;
  std::uint64_t milliseconds_ = 0;
};

}  // namespace starkernel::parity
