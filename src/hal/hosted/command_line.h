#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/quantities.h"
#include "src/boot/boot_options.h"
#include "src/hal/machine.h"

namespace starkernel::hal {

/// What the hosted kernel was asked to do.
struct CommandLine {
  bool help = false;
  bool version = false;
  ByteCount memory = MiB(64);
  CrashDrill drill = CrashDrill::kNone;
  bool parity = false;
  std::optional<boot::Experiment> doe{};
  bool post = false;                    ///< Run POST and nothing else.
  std::string_view engine{};            ///< Its name, if one is asked for.
  std::vector<std::string_view> files;  ///< To interpret, in this order.
};

/// The text that --help prints.
[[nodiscard]] std::string_view HelpText();

/// Reads the arguments behind the program's name; views into them end up in the result. The error
/// is one line, without a line end, that names the argument and what is wrong with it.
[[nodiscard]] std::expected<CommandLine, std::string> ParseCommandLine(
    std::span<const std::string_view> arguments);

}  // namespace starkernel::hal
