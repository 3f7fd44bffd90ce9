#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "tools/qemu_boot/console_filter.h"

namespace starkernel::tools {

/// The descriptors between which the pump moves bytes. None is owned; -1 stands for none.
struct PumpEndpoints {
  int input = -1;        ///< What the user types: terminal, pipe or file.
  int output = -1;       ///< What the user sees.
  int guest = -1;        ///< Socket: the guest's serial line.
  int heard = -1;        ///< What the guest says, if not on `guest`. Its end is the machine's end.
  int diagnostics = -1;  ///< Socket: what the emulator complains about.
  int control = -1;      ///< Socket: the emulator's monitor events.
  int signals = -1;      ///< Of a StopSignals.
  int log = -1;          ///< Gets every byte of the serial line.
};

struct PumpSettings {
  ConsoleFilter::Settings filter;
  /// A terminal: Ctrl-A is ours. Otherwise the end of input is sent as one ASCII file separator.
  bool interactive = false;
  /// Input waits until the guest has said this, because firmware would swallow it.
  std::string input_marker;
  /// Typed before this guest was started; it gets that first.
  std::string type_ahead;
  std::optional<std::chrono::milliseconds> limit;
  /// Gives up on a guest that has said nothing at all for so long.
  std::optional<std::chrono::milliseconds> silence_limit;
};

enum class PumpEnd : std::uint8_t {
  kGuestEnded,    ///< The serial line was closed, and all of it has been shown.
  kTimedOut,      ///< The limit passed.
  kSilent,        ///< The silence limit passed.
  kQuit,          ///< The user asked for the end.
  kSignal,        ///< A signal asked for the end.
  kOutputClosed,  ///< Nobody reads the output any more.
};

struct PumpReport {
  PumpEnd end = PumpEnd::kGuestEnded;
  int signal = 0;
  bool guest_spoke = false;
  bool kernel_seen = false;
  std::string unsent;       ///< Input that the guest has not taken.
  std::string hidden;       ///< Serial output that was kept back.
  std::string diagnostics;  ///< Everything from there.
  std::string control;      ///< Everything from there.
};

/// Moves bytes until the machine ends or has to be ended. No input is lost and none is read
/// ahead without bound: a guest that does not read makes the pump wait, and so does an output
/// that does not take more.
[[nodiscard]] PumpReport PumpConsole(const PumpEndpoints& endpoints, const PumpSettings& settings);

}  // namespace starkernel::tools
