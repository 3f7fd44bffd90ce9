#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/forthvm/calendar_time.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/memory_refusal.h"
#include "src/forthvm/output_cost.h"
#include "src/storage/block_device.h"
#include "src/storage/file_store.h"

namespace starkernel::forthvm {

/// What came of asking the terminal for a line.
struct LineResult {
  enum class State : std::uint8_t {
    kPending,  ///< No whole line yet; ask again later.
    kLine,     ///< The buffer's first `length` characters are the line, without its end.
    kTooLong,  ///< A whole line, of which a part was lost because it has too many characters.
    kClosed,   ///< The input has ended for good.
  };
  State state = State::kPending;
  std::size_t length = 0;
};

/// What came of asking the terminal for the next key.
struct KeyResult {
  enum class State : std::uint8_t {
    kPending,  ///< No key yet; ask again later.
    kKey,      ///< `key` is the next one.
    kBreak,    ///< The next one is no key but the user's wish to interrupt; taken like a key.
    kClosed,   ///< The input has ended for good.
  };
  State state = State::kPending;
  std::uint8_t key = 0;
};

/// What a VM instance asks of its surroundings. Write() takes the VM's output, with '\n' as
/// the line end. No call blocks.
class Host : public TextWriter::Sink {
 public:
  /// What output costs: whoever writes to a device makes others wait.
  [[nodiscard]] virtual OutputCost output_cost() const { return {}; }

  /// The colour of what is written from now on, as ECMA-48 numbers colours for SGR 30 to 37, or
  /// kUsualColor. Nothing where there is no screen of the machine's: no other terminal is told.
  virtual void SetColor(std::uint8_t /*color*/) {}
  static constexpr std::uint8_t kUsualColor = 9;

  /// Takes a line from the terminal. The host shows what is typed, but not the line's end.
  virtual LineResult ReadLine(std::span<char> buffer) = 0;

  /// Whether somebody is to be told that lines can be typed.
  [[nodiscard]] virtual bool HasPrompt() const { return true; }

  /// The next key, which stays in the input: lines and keys come from one stream.
  virtual KeyResult PeekKey() = 0;

  /// Takes the key that PeekKey() showed last; called only after it showed one.
  virtual void TakeKey() = 0;

  /// The files that the VM instance may name, which outlive it.
  [[nodiscard]] virtual storage::FileStore& files() [[clang::lifetimebound]] = 0;

  /// The blocks that the VM instance may use, which outlive it.
  [[nodiscard]] virtual storage::BlockDevice& blocks() [[clang::lifetimebound]] = 0;

  /// Why the last access to the envelope was refused that was; asked right after it. A host whose
  /// envelope is all there is never asked.
  [[nodiscard]] virtual MemoryRefusal WhyRefused() const { return MemoryRefusal::kNoFrame; }

  /// The VM instance's way into the kernel, if there is a kernel; outlives the VM instance.
  [[nodiscard]] virtual KernelDoor* kernel() [[clang::lifetimebound]] { return nullptr; }

  /// How long the host has been up, in milliseconds; never goes back. Error::kNotFound where there
  /// is no clock.
  virtual Result<std::uint64_t> Milliseconds() { return Error::kNotFound; }

  /// Date and time of day. Error::kNotFound where there is no calendar, Error::kDeviceFailure if it
  /// cannot be read.
  virtual Result<CalendarTime> ReadCalendar() { return Error::kNotFound; }

  /// Takes a line for the log, without its end; it is lost where there is no log.
  virtual void Log(LogLevel /*level*/, std::string_view /*line*/) {}

 protected:
  ~Host() = default;
};

}  // namespace starkernel::forthvm
