#include "tools/hermetic_tool/hermetic_tool.h"

#include <chrono>
#include <system_error>

#include "tools/hermetic_tool/captured_run.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLoader = "lib64/ld-linux-x86-64.so.2";
constexpr std::string_view kLibraries = "lib/x86_64-linux-gnu";
constexpr std::string_view kMoreLibraries = "usr/lib/x86_64-linux-gnu";
constexpr std::chrono::seconds kLimit{60};

}  // namespace

std::expected<std::vector<std::string>, std::string> HermeticCommand(
    const fs::path& root, std::string_view program, std::span<const std::string> arguments) {
  std::error_code ignored;
  const fs::path base = fs::absolute(root, ignored);
  const fs::path loader = base / kLoader;
  const fs::path file = base / "usr/bin" / program;
  for (const fs::path& needed : {loader, file}) {
    if (!fs::exists(needed, ignored)) {
      return std::unexpected("cannot find " + needed.string());
    }
  }
  std::vector<std::string> command = {
      loader.string(),  "--inhibit-cache",
      "--library-path", (base / kLibraries).string() + ":" + (base / kMoreLibraries).string(),
      "--argv0",        std::string(program),
      file.string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return command;
}

std::expected<void, std::string> RunHermeticTool(const fs::path& root, std::string_view program,
                                                 std::span<const std::string> arguments,
                                                 std::span<const std::string> environment) {
  const auto command = HermeticCommand(root, program, arguments);
  if (!command) {
    return std::unexpected(command.error());
  }
  const auto run = RunCaptured(
      {.command = *command, .environment = {environment.begin(), environment.end()}}, "", kLimit);
  if (!run) {
    return std::unexpected(run.error());
  }
  if (!run->end.success()) {
    return std::unexpected(std::string(program) + " failed with " + DescribeEnd(run->end) + ": " +
                           run->output + run->error);
  }
  return {};
}

}  // namespace starkernel::tools
