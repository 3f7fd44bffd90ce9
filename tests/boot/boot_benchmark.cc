// What it costs to boot: guest instructions from the firmware's hand-off to VM[0], counted by the
// emulator, and the size of the image. `bazel run //tests/boot:boot_benchmark`
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

/// Counting makes one tick of the cycle counter out of each instruction. The kernel prints the
/// count just before VM[0]'s first window, in which it prints `ok`.
std::optional<std::uint64_t> CountIn(std::string_view transcript) {
  constexpr std::string_view kBefore = "Brought up in ";
  const std::size_t begin = transcript.find(kBefore);
  if (begin == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view digits = transcript.substr(begin + kBefore.size(), 20);
  std::uint64_t count = 0;
  const char* const first = digits.data();
  if (std::from_chars(first, std::to_address(digits.end()), count).ec != std::errc()) {
    return std::nullopt;
  }
  return count;
}

std::optional<std::uint64_t> CountOneBoot(const tools::Runfiles& runfiles) {
  const auto run = tools::RunCaptured({.command = {runfiles.Path(runfile_names::kQemuBoot).string(),
                                                   "--icount", "--timeout", "300"},
                                       .environment = {"RUNFILES_DIR=" + runfiles.root().string()}},
                                      "BYE\n", std::chrono::seconds(330));
  if (!run.has_value()) {
    std::fprintf(stderr, "boot_benchmark: %s\n", run.error().c_str());
    return std::nullopt;
  }
  if (!run->end.success()) {
    std::fprintf(stderr, "boot_benchmark: qemu_boot ended with %s\n%s\n",
                 tools::DescribeEnd(run->end).c_str(), run->error.c_str());
    return std::nullopt;
  }
  return CountIn(run->output);
}

int Measure(const tools::Runfiles& runfiles) {
  const std::uint64_t size = std::filesystem::file_size(runfiles.Path(runfile_names::kImage));
  std::printf("%-44s %12s %12s\n", "", "measured", "limit");
  std::printf("%-44s %12ju %12ju\n", "image, bytes", static_cast<std::uintmax_t>(size),
              static_cast<std::uintmax_t>(kImageLimit));
  bool within = size < kImageLimit;
  for (int run = 1; run <= kRuns; ++run) {
    const std::optional<std::uint64_t> count = CountOneBoot(runfiles);
    if (!count.has_value()) {
      return 1;
    }
    std::printf("hand-off to VM[0], guest instructions, run %d %12ju %12ju\n", run,
                static_cast<std::uintmax_t>(*count),
                static_cast<std::uintmax_t>(kInstructionLimit));
    within = within && *count < kInstructionLimit;
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
