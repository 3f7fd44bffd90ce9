#pragma once

#include <cstdint>
#include <optional>

#include "src/base/quantities.h"
#include "src/hal/keyboard/layout.h"
#include "src/hal/machine.h"

namespace starkernel::boot {

/// How much the kernel says while it comes up. Panics and the last line, which tools wait for, come
/// at every level.
enum class LogLevel : std::uint8_t {
  kQuiet,   ///< No line for each stage.
  kNormal,  ///< One line for each stage.
  kDebug,   ///< Also the memory map and what is mapped.
};

/// Where the console is.
enum class ConsoleChoice : std::uint8_t {
  kBoth,    ///< Wherever there is one.
  kSerial,  ///< On the serial line alone.
  kScreen,  ///< On screen and keyboard alone, if there is a screen.
};

/// Whether the kernel tests itself before VM[0] runs.
enum class PostChoice : std::uint8_t {
  kOff,
  kOn,    ///< Boots on, whatever came of it.
  kOnly,  ///< Ends the machine with what came of it.
};

/// Which engine executes VM instances that choose none: see forthvm/engine_kind.h.
enum class EngineChoice : std::uint8_t {
  kPlain,
  kInterpreted,
  kNative,
};

/// An experiment on physics that VM[0] does before its prompt, as EXEC-DOE does.
struct Experiment {
  std::uint64_t seed = 0;
  std::uint64_t repetitions = 0;
};

/// What the boot configuration or the image's command line asked for; see SetOption.
struct BootOptions {
  hal::CrashDrill drill = hal::CrashDrill::kNone;
  LogLevel log = LogLevel::kNormal;
  ConsoleChoice console = ConsoleChoice::kBoth;
  hal::keyboard::LayoutName keyboard = hal::keyboard::LayoutName::kUs;
  std::optional<ByteCount> memory_limit{};  ///< Of usable memory.
  /// Nothing that depends on measured time is said or done, so that two runs say the same; and they
  /// say by what they can be compared.
  bool parity = false;
  PostChoice post = PostChoice::kOff;
  EngineChoice engine = EngineChoice::kNative;
  std::optional<Experiment> doe{};
};

}  // namespace starkernel::boot
