#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/forthvm/calendar_time.h"
#include "src/forthvm/host.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/memory_refusal.h"
#include "src/forthvm/vm.h"
#include "tests/forth_fuzz/fuzz_files.h"
#include "tests/forth_fuzz/guarded_envelope.h"

namespace starkernel::forthvm::fuzz {

/// In what is typed: the user's interrupt.
inline constexpr char kInterrupt = '\x03';

/// A host that looks at every byte it is given, so that a view of memory that must not be touched
/// is found out. Gives the same answers whenever it is made to begin anew.
class FuzzHost final : public Host {
 public:
  /// `envelope` must outlive the host; null if it refuses no access.
  explicit FuzzHost(const GuardedEnvelope* envelope) : envelope_(envelope) {}

  /// The way into the kernel; must outlive the host's use.
  void SetKernel(KernelDoor* door) { kernel_ = door; }

  /// What the user's interrupt reaches; must outlive the host's use.
  void SetVm(Vm& vm) { vm_ = &vm; }

  /// What is typed from now on, which must outlive its use. Files and blocks stay as they are.
  void Type(std::string_view typed);
  /// The same, as at birth: with a file F.FS of that content, and empty blocks.
  void Begin(std::string_view typed, std::string_view file);

  /// The first 4096 characters that were written since the last call.
  [[nodiscard]] std::string TakeTranscript();

  void Write(std::string_view text) override;
  LineResult ReadLine(std::span<char> buffer) override;
  KeyResult PeekKey() override;
  void TakeKey() override { typed_.remove_prefix(1); }
  [[nodiscard]] MemoryRefusal WhyRefused() const override;
  [[nodiscard]] KernelDoor* kernel() [[clang::lifetimebound]] override { return kernel_; }
  [[nodiscard]] FuzzFiles& files() [[clang::lifetimebound]] override { return files_; }
  [[nodiscard]] FuzzBlocks& blocks() [[clang::lifetimebound]] override { return blocks_; }
  Result<std::uint64_t> Milliseconds() override { return milliseconds_++; }
  Result<CalendarTime> ReadCalendar() override;
  void Log(LogLevel level, std::string_view line) override;

 private:
  void LookAt(std::string_view text);
  /// Does what interrupts next in the input ask for.
  void TakeInterrupts();

  const GuardedEnvelope* envelope_;
  Vm* vm_ = nullptr;
  KernelDoor* kernel_ = nullptr;
  std::string_view typed_;
  FuzzFiles files_;
  FuzzBlocks blocks_;
  std::string transcript_;
  std::uint64_t milliseconds_ = 0;
  std::uint64_t sum_ = 0;  ///< Of all bytes that were looked at.
};

}  // namespace starkernel::forthvm::fuzz
