// Runs the instrumented program that lies beside this one, and if that dies, says of which input
// and how to try it again.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/base/test_effort.h"
#include "tests/fuzz/tried_input.h"
#include "tools/command_line/command_line_unsafe.h"
#include "tools/hermetic_tool/captured_run.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/qemu_boot/temp_directory.h"

namespace starkernel::fuzz {
namespace {

constexpr std::chrono::hours kPatience{48};

int Run(const std::string& program, std::vector<std::string> arguments) {
  const auto directory = tools::TempDirectory::Make("fuzz");
  if (!directory) {
    std::cerr << directory.error() << "\n";
    return 2;
  }
  const std::filesystem::path record = directory->path() / "tried";
  // The last one counts.
  if (const std::optional<std::uint64_t> wanted = WantedOperations(); wanted.has_value()) {
    arguments.push_back("--inputs=" + std::to_string(*wanted));
  }
  std::vector<std::string> command = {program, "--record=" + record.string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const auto run = tools::RunCaptured({.command = std::move(command)}, "", kPatience);
  if (!run) {
    std::cerr << run.error() << "\n";
    return 2;
  }
  std::cout << run->output;
  std::cerr << run->error;
  if (run->end.success()) {
    return 0;
  }
  std::ifstream written(record, std::ios::binary);
  if (const TriedInput tried = ReadTried(written); tried.number > 0) {
    std::cerr << "input " << tried.number << " ended the program (" << tools::DescribeEnd(run->end)
              << "); again with --input=" << ToHex(tried.input) << "\n";
  }
  return 1;
}

}  // namespace
}  // namespace starkernel::fuzz

int main(int count, char** values) {
  return starkernel::fuzz::Run(starkernel::tools::ProgramName(count, values) + ".program",
                               starkernel::tools::CommandLine(count, values));
}
