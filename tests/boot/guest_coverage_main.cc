// Which lines of the kernel run on bare metal: boots it in QEMU, in ordinary use and in every
// drill, and writes a tracefile. `bazel run //tests/boot:guest_coverage`
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <expected>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "tests/boot/guest_coverage_names.h"
#include "tools/command_line/command_line_unsafe.h"
#include "tools/coverage/coverage_data.h"
#include "tools/coverage/execution_log.h"
#include "tools/coverage/guest_lines.h"
#include "tools/coverage/kernel_code.h"
#include "tools/coverage/lcov.h"
#include "tools/hermetic_tool/captured_run.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/qemu_boot/temp_directory.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tests {
namespace {

namespace fs = std::filesystem;
using tools::CapturedRun;

constexpr int kStatusPanic = 3;
constexpr int kStatusTimedOut = 124;

// Runs a command with our input, and then none until long after the boot, so that the kernel
// waits for it.
constexpr const char* kLingering = R"({ cat; sleep 12; echo BYE; } | "$0" "$@")";

struct Boot {
  std::vector<std::string> options;
  std::string input;
  int status = 0;
  bool lingers = false;  ///< There is a pause after the input, and then `BYE`.
};

Boot Drill(const char* drill) {
  return {.options = {"--drill", drill}, .input = "", .status = kStatusPanic};
}

const std::vector<Boot>& Boots() {
  static const std::vector<Boot> boots = {
      {.options = {"--memory", "512M"},
       .input = ": SQUARE DUP * ; 7 SQUARE .\n1 0 /\nS\" none.fs\" INCLUDED\n"
                "S\" abcdefghijklmnopqrstuvwxyz\" PAD SWAP MOVE PAD PAD 2 + 21 MOVE\n"
                // PCI's configuration, by wide ports.
                "HEX 80000000 CF8 4 PORT! CFC 4 PORT@ CFC 2 PORT@ .S DECIMAL\n"
                // Machine code, over the ends of quanta, and with a page that is refused.
                "2 ENGINE!\n"
                ": FIB DUP 2 < IF DROP 1 ELSE DUP 1- RECURSE SWAP 2 - RECURSE + THEN ; 24 FIB .\n"
                ": PEEK @ ; $FFFF00 ' PEEK CATCH .S\n",
       .lingers = true},
      Drill("divide"),
      Drill("endless-faults"),
      Drill("fault-storm"),
      Drill("invalid-opcode"),
      Drill("page-fault"),
      Drill("panic"),
      Drill("signed-overflow"),
      Drill("stack-overflow"),
      Drill("stack-smash"),
      Drill("wrong-call"),
      {.options = {"--drill", "interrupt-trouble"}, .input = "BYE\n"},
      {.options = {"--drill", "envelopes"}, .input = "BYE\n"},
      // Through ACPI; through firmware, where there are no tables; and not at all: the machine then
      // stands still until its time is over.
      {.options = {"--no-exit-port", "--machine", "q35,hpet=off"}, .input = "BYE\n"},
      {.options = {"--no-exit-port", "--machine", "q35,acpi=off"}, .input = "BYE\n"},
      {.options = {"--no-exit-port", "--drill", "panic", "--timeout", "15"},
       .input = "",
       .status = kStatusTimedOut},
  };
  return boots;
}

/// Where the image lies in memory, as the kernel says when it starts.
std::optional<std::uint64_t> ImageBase(std::string_view transcript) {
  constexpr std::string_view kBefore = "kernel image at 0x";
  const std::size_t place = transcript.find(kBefore);
  if (place == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view digits = transcript.substr(place + kBefore.size());
  std::uint64_t base = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), base, 16);
  return error == std::errc{} ? std::optional(base) : std::nullopt;
}

std::expected<void, std::string> AddBoot(const Boot& boot, const tools::Runfiles& runfiles,
                                         const tools::KernelCode& code, const fs::path& trace,
                                         tools::CoverageData& data) {
  std::vector<std::string> command = {runfiles.Path(guest_coverage_names::kQemuBoot).string(),
                                      "--accel",
                                      "tcg",
                                      "--timeout",
                                      "180",
                                      "--trace",
                                      trace.string()};
  command.insert(command.end(), boot.options.begin(), boot.options.end());
  if (boot.lingers) {
    const std::vector<std::string> shell = {"/bin/sh", "-c", kLingering};
    command.insert(command.begin(), shell.begin(), shell.end());
  }
  const auto run = tools::RunCaptured(
      {.command = command, .environment = {"RUNFILES_DIR=" + runfiles.root().string()}}, boot.input,
      std::chrono::seconds(200));
  if (!run) {
    return std::unexpected(run.error());
  }
  const auto base = ImageBase(run->output);
  if (run->end != tools::ChildEnd{.signalled = false, .value = boot.status} || !base) {
    return std::unexpected("the boot ended with " + tools::DescribeEnd(run->end) + "\n" +
                           run->output + run->error);
  }
  std::ifstream log(trace);
  const auto executed = tools::ExecutedInstructions(log, tools::RangeOf(code, *base));
  tools::AddGuestLines(code, executed, *base, data);
  std::printf("%6zu of %zu instructions executed with", executed.size(), code.size());
  for (const std::string& option : boot.options) {
    std::printf(" %s", option.c_str());
  }
  std::puts("");
  return {};
}

std::expected<void, std::string> Measure(const tools::Runfiles& runfiles, const fs::path& output) {
  const auto code = tools::ReadKernelCode({
      .objdump = runfiles.Path(guest_coverage_names::kObjdump),
      .symbolizer = runfiles.Path(guest_coverage_names::kSymbolizer),
      .kernel = runfiles.Path(guest_coverage_names::kKernelElf),
  });
  if (!code) {
    return std::unexpected(code.error());
  }
  const auto directory = tools::TempDirectory::Make("guest_coverage");
  if (!directory) {
    return std::unexpected(directory.error());
  }
  tools::CoverageData data;
  for (const Boot& boot : Boots()) {
    const auto added = AddBoot(boot, runfiles, *code, directory->path() / "trace", data);
    if (!added) {
      return added;
    }
  }
  std::error_code ignored;
  fs::create_directories(output.parent_path(), ignored);
  std::ofstream file(output);
  tools::WriteLcov(data, file);
  file.close();
  if (!file) {
    return std::unexpected("cannot write " + output.string());
  }
  return {};
}

int Main(const std::string& program) {
  const char* workspace = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  if (workspace == nullptr) {
    std::fputs("guest_coverage: to be started by bazel run\n", stderr);
    return 2;
  }
  const auto runfiles = tools::Runfiles::Find(program);
  if (!runfiles) {
    std::fprintf(stderr, "guest_coverage: %s\n", runfiles.error().c_str());
    return 1;
  }
  const auto measured =
      Measure(*runfiles, fs::path(workspace) / "bazel-out/_coverage/_guest_report.dat");
  if (!measured) {
    std::fprintf(stderr, "guest_coverage: %s\n", measured.error().c_str());
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace starkernel::tests

int main(int count, char** values) {
  return starkernel::tests::Main(starkernel::tools::ProgramName(count, values));
}
