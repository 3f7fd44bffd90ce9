#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/forthvm/host.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/memory_refusal.h"
#include "src/forthvm/output_cost.h"
#include "src/hal/clock.h"
#include "src/kernel/console_cost.h"
#include "src/kernel/log_permission.h"
#include "src/kernel_words/vm_door.h"
#include "src/storage/block_device.h"
#include "src/storage/file_store.h"
#include "src/vmm/envelope.h"

namespace starkernel::kernel {

/// The host of a VM instance that runs a program: nobody types, and what it writes goes to the
/// machine's console line by line, behind the VM instance's id, if it holds a capability to log.
/// What is no character that a terminal shows is written in digits: no line looks like another's.
class ProgramTerminal final : public forthvm::Host {
 public:
  /// A longer line is broken.
  static constexpr std::size_t kLongestLine = 160;

  struct Surroundings {
    storage::FileStore& files;
    storage::BlockDevice& blocks;
    const vmm::Envelope& memory;
    hal::Clock& clock;
    TextWriter::Sink& console;
  };

  /// All must outlive the terminal.
  explicit ProgramTerminal(const Surroundings& surroundings) : surroundings_(surroundings) {}
  ProgramTerminal(const ProgramTerminal&) = delete;
  ProgramTerminal& operator=(const ProgramTerminal&) = delete;
  ~ProgramTerminal() = default;

  /// Says who it is for, once, before it is used.
  void Serve(VmId vm, kernel_words::VmDoor& door [[clang::lifetimebound]]) {
    vm_ = vm;
    door_ = &door;
  }

  void Write(std::string_view text) override;
  [[nodiscard]] forthvm::OutputCost output_cost() const override { return kConsoleCost; }
  forthvm::LineResult ReadLine(std::span<char> /*buffer*/) override {
    return {.state = forthvm::LineResult::State::kClosed};
  }
  [[nodiscard]] bool HasPrompt() const override { return false; }
  forthvm::KeyResult PeekKey() override { return {.state = forthvm::KeyResult::State::kClosed}; }
  void TakeKey() override {}
  [[nodiscard]] storage::FileStore& files() [[clang::lifetimebound]] override {
    return surroundings_.files;
  }
  [[nodiscard]] storage::BlockDevice& blocks() [[clang::lifetimebound]] override {
    return surroundings_.blocks;
  }
  [[nodiscard]] forthvm::KernelDoor* kernel() [[clang::lifetimebound]] override { return door_; }
  [[nodiscard]] forthvm::MemoryRefusal WhyRefused() const override;
  Result<std::uint64_t> Milliseconds() override;
  void Log(forthvm::LogLevel level, std::string_view line) override;

  /// Writes what was written of a line that has not ended.
  void Flush();

 private:
  /// Whether the VM instance may write to the log at that level.
  [[nodiscard]] bool MayLog(forthvm::LogLevel level);

  Surroundings surroundings_;
  VmId vm_ = kNoVm;
  kernel_words::VmDoor* door_ = nullptr;
  LogPermission permission_;
  TextBuffer<kLongestLine> line_;
};

}  // namespace starkernel::kernel
