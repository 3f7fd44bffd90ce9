#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace starkernel::tests {

/// What starts Erlang's emulator of a tree of extracted packages with one scheduler.
struct ErlangCommand {
  std::vector<std::string> command;
  std::vector<std::string> environment;
};

/// The command that compiles and runs `source`, whose module is `messages`, with Erlang's code from
/// `root`. The error names what is missing.
[[nodiscard]] std::expected<ErlangCommand, std::string> RunErlang(
    const std::filesystem::path& root, const std::filesystem::path& source);

}  // namespace starkernel::tests
