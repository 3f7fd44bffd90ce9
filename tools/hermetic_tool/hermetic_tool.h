#pragma once

#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starkernel::tools {

/// The command that runs `usr/bin/PROGRAM` of a tree of extracted packages through that tree's
/// own loader, so that no library of the machine it runs on is used. `root` may be relative to
/// the working directory. Fails, naming the missing file, if the tree lacks the loader or the
/// program.
[[nodiscard]] std::expected<std::vector<std::string>, std::string> HermeticCommand(
    const std::filesystem::path& root, std::string_view program,
    std::span<const std::string> arguments);

/// Runs such a command to its end, with no input and exactly this environment. The error is
/// what the program said if it fails.
[[nodiscard]] std::expected<void, std::string> RunHermeticTool(
    const std::filesystem::path& root, std::string_view program,
    std::span<const std::string> arguments, std::span<const std::string> environment);

}  // namespace starkernel::tools
