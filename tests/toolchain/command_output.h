#pragma once

#include <string>
#include <vector>

namespace starkernel::toolchain_tests {

/// What a command printed, standard output and error together, and how it ended.
struct CommandOutput {
  int status = -1;
  std::string text;
};

/// Runs `command` and waits for it. A command that cannot be started has status 127.
[[nodiscard]] CommandOutput RunCommand(const std::vector<std::string>& command);

/// The lines of `text` without their ends.
[[nodiscard]] std::vector<std::string> Lines(const std::string& text);

}  // namespace starkernel::toolchain_tests
