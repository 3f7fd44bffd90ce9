// What it costs to boot: guest instructions from the firmware's hand-off to VM[0], counted by the
// emulator, and the size of the image; and what the kernel's paths cost then, for each round of the
// loops of sources/paths.fs. `bazel run //tests/boot:boot_benchmark`
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "tests/boot/runfile_names.h"
#include "tools/command_line/command_line_unsafe.h"
#include "tools/hermetic_tool/captured_run.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tests {
namespace {

constexpr std::uint64_t kInstructionLimit = 50'000'000;
constexpr std::uint64_t kImageLimit = 1024 * 1024;
constexpr int kRuns = 2;
constexpr int kMeasuredPaths = 5;

/// The number at the beginning of `text`.
std::optional<std::uint64_t> NumberAt(std::string_view text) {
  std::uint64_t number = 0;
  const char* const first = text.data();
  if (std::from_chars(first, std::to_address(text.end()), number).ec != std::errc()) {
    return std::nullopt;
  }
  return number;
}

/// Counting makes one tick of the cycle counter out of each instruction. The kernel prints the
/// count just before VM[0]'s first window, in which it prints `ok`.
std::optional<std::uint64_t> CountIn(std::string_view transcript) {
  constexpr std::string_view kBefore = "Brought up in ";
  const std::size_t begin = transcript.find(kBefore);
  return begin == std::string_view::npos ? std::nullopt
                                         : NumberAt(transcript.substr(begin + kBefore.size(), 20));
}

/// Boots once, with the program that goes through the kernel's paths: what is written.
std::optional<std::string> BootOnce(const tools::Runfiles& runfiles) {
  auto run = tools::RunCaptured(
      {.command = {runfiles.Path(runfile_names::kQemuBoot).string(), "--icount", "--timeout", "300",
                   "--file", runfiles.Path(runfile_names::kPaths).string()},
       .environment = {"RUNFILES_DIR=" + runfiles.root().string()}},
      "", std::chrono::seconds(330));
  if (!run.has_value()) {
    std::fprintf(stderr, "boot_benchmark: %s\n", run.error().c_str());
    return std::nullopt;
  }
  if (!run->end.success()) {
    std::fprintf(stderr, "boot_benchmark: qemu_boot ended with %s\n%s\n",
                 tools::DescribeEnd(run->end).c_str(), run->error.c_str());
    return std::nullopt;
  }
  return std::move(run->output);
}

/// Prints a row for each path that a boot went through: how many.
int PrintPaths(std::string_view transcript, int run) {
  constexpr std::string_view kBefore = "path: ";
  int paths = 0;
  while (true) {
    const std::size_t begin = transcript.find(kBefore);
    if (begin == std::string_view::npos) {
      return paths;
    }
    transcript = transcript.substr(begin + kBefore.size());
    const std::string_view line = transcript.substr(0, transcript.find_first_of("\r\n"));
    const std::string_view name = line.substr(std::min(line.find(' ') + 1, line.size()));
    std::printf("%-60.*s run %d %12ju\n", static_cast<int>(name.size()), name.data(), run,
                static_cast<std::uintmax_t>(NumberAt(line).value_or(0)));
    ++paths;
  }
}

int Measure(const tools::Runfiles& runfiles) {
  const std::uint64_t size = std::filesystem::file_size(runfiles.Path(runfile_names::kImage));
  std::printf("%-66s %12s %12s\n", "", "measured", "limit");
  std::printf("%-66s %12ju %12ju\n", "image, bytes", static_cast<std::uintmax_t>(size),
              static_cast<std::uintmax_t>(kImageLimit));
  bool within = size < kImageLimit;
  for (int run = 1; run <= kRuns; ++run) {
    const std::optional<std::string> transcript = BootOnce(runfiles);
    const std::optional<std::uint64_t> count =
        transcript.has_value() ? CountIn(*transcript) : std::nullopt;
    if (!count.has_value()) {
      return 1;
    }
    std::printf("%-60s run %d %12ju %12ju\n", "hand-off to VM[0], guest instructions", run,
                static_cast<std::uintmax_t>(*count),
                static_cast<std::uintmax_t>(kInstructionLimit));
    within = within && *count < kInstructionLimit && PrintPaths(*transcript, run) == kMeasuredPaths;
  }
  return within ? 0 : 1;
}

}  // namespace
}  // namespace starkernel::tests

int main(int argc, char** argv) {
  const auto runfiles =
      starkernel::tools::Runfiles::Find(starkernel::tools::ProgramName(argc, argv));
  if (!runfiles.has_value()) {
    std::fprintf(stderr, "boot_benchmark: %s\n", runfiles.error().c_str());
    return 1;
  }
  return starkernel::tests::Measure(*runfiles);
}
