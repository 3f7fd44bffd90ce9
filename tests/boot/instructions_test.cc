// The instructions that words take: as many in the guest as on Linux. QEMU makes a nanosecond of
// each instruction, and the guest's clock has steps of ten; on Linux the program is executed step
// by step between two looks at the clock. What comes with the looks differs, but is there once: the
// words themselves are what 68 runs take beyond 4.
#include <gtest/gtest.h>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/boot/instructions_test_names.h"
#include "tests/boot/stepped_program.h"
#include "tools/hermetic_tool/captured_run.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/qemu_boot/temp_directory.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tests {
namespace {

namespace names = instructions_test_names;

constexpr std::int64_t kMoreRuns = 64;
/// Two differences of looks at a clock with steps of 10 instructions.
constexpr std::int64_t kClockSteps = 20;

/// A word with an engine, and what its runs beyond the first few took.
struct Measured {
  std::string name;
  std::int64_t more = 0;
};

std::optional<tools::CapturedRun> RunTool(const tools::Runfiles& runfiles,
                                          std::vector<std::string> command) {
  auto run = tools::RunCaptured(
      {.command = std::move(command), .environment = {"RUNFILES_DIR=" + runfiles.root().string()}},
      "", std::chrono::seconds(330));
  if (!run.has_value() || !run->end.success()) {
    ADD_FAILURE() << (run.has_value() ? run->output + run->error : run.error());
    return std::nullopt;
  }
  return std::move(*run);
}

/// What the guest's clock says, in the order of the program: lines like
/// `took: engine 1 recursion 331 1824`.
std::vector<Measured> InGuest(const tools::Runfiles& runfiles) {
  const auto run = RunTool(runfiles, {runfiles.Path(names::kQemuBoot).string(), "--accel", "tcg",
                                      "--icount", "--no-screen", "--timeout", "300", "--file",
                                      runfiles.Path(names::kSource).string()});
  std::vector<Measured> measured;
  std::istringstream lines(run.has_value() ? run->output : "");
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string took;
    std::string engine;
    std::string number;
    std::string name;
    std::int64_t few = 0;
    std::int64_t many = 0;
    if (words >> took >> engine >> number >> name >> few >> many && took == "took:") {
      measured.push_back({engine + " " + number + ", " + name, many - few});
    }
  }
  return measured;
}

/// Where the word TICKS is done in the hosted kernel; 0 if no symbol says so.
std::uint64_t AddressOfTicks(const tools::Runfiles& runfiles) {
  const auto run = RunTool(runfiles, {runfiles.Path(names::kSymbolLister).string(), "--demangle",
                                      runfiles.Path(names::kHosted).string()});
  std::istringstream lines(run.has_value() ? run->output : "");
  for (std::string line; std::getline(lines, line);) {
    if (line.contains(" starkernel::kernel_words::Ticks(")) {
      std::uint64_t address = 0;
      constexpr int kHexadecimal = 16;
      std::from_chars(line.data(), std::to_address(line.end()), address, kHexadecimal);
      return address;
    }
  }
  return 0;
}

/// Instructions from behind one TICKS to the next, or nothing. Reading Linux's clock takes as many
/// as it takes, more if the clock ticks in between.
std::optional<std::int64_t> StepsBetween(SteppedProgram& program, std::uint64_t ticks) {
  constexpr std::uint64_t kMost = 200'000;
  if (!program.RunTo(ticks) || !program.RunTo(program.ReturnAddress())) {
    ADD_FAILURE() << "the hosted kernel ended";
    return std::nullopt;
  }
  const auto steps = program.StepTo(ticks, kMost);
  if (!steps.has_value()) {
    ADD_FAILURE() << steps.error();
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*steps);
}

/// What each of `count` words takes on Linux beyond the first few runs.
std::vector<std::int64_t> OnLinux(const tools::Runfiles& runfiles, std::size_t count) {
  const std::uint64_t ticks = AddressOfTicks(runfiles);
  const auto directory = tools::TempDirectory::Make("instructions_test");
  auto program = SteppedProgram::Start(runfiles.Path(names::kHosted),
                                       {runfiles.Path(names::kSource).string()}, directory->path());
  if (ticks == 0 || !program.has_value()) {
    ADD_FAILURE() << (ticks == 0 ? "no symbol of TICKS" : program.error());
    return {};
  }
  std::vector<std::int64_t> more;
  while (more.size() < count) {
    // The first two looks at the clock are of the run that nobody is told of.
    const bool begun = program->RunTo(ticks) && program->RunTo(ticks);
    const auto few = !begun ? std::nullopt : StepsBetween(*program, ticks);
    const auto many = few.has_value() ? StepsBetween(*program, ticks) : std::nullopt;
    if (!many.has_value()) {
      return more;
    }
    more.push_back(*many - *few);
  }
  EXPECT_EQ(program->Finish(), 0);
  return more;
}

TEST(Instructions, AreAsManyInTheGuestAsOnLinux) {
  const auto runfiles = tools::Runfiles::Find("instructions_test");
  ASSERT_TRUE(runfiles.has_value());
  const std::vector<Measured> guest = InGuest(*runfiles);
  ASSERT_EQ(guest.size(), 6U);
  const std::vector<std::int64_t> hosted = OnLinux(*runfiles, guest.size());
  ASSERT_EQ(hosted.size(), guest.size());
  for (std::size_t word = 0; word < guest.size(); ++word) {
    const auto& [name, in_guest] = guest.at(word);
    const std::int64_t on_linux = hosted.at(word);
    std::printf("%-24s %6lld instructions for 64 runs on Linux, %6lld in the guest\n", name.c_str(),
                static_cast<long long>(on_linux), static_cast<long long>(in_guest));
    // Each run takes the same, so that one instruction more in each would be seen.
    EXPECT_EQ(on_linux % kMoreRuns, 0) << name;
    EXPECT_LT(std::abs(in_guest - on_linux), kClockSteps) << name;
  }
}

}  // namespace
}  // namespace starkernel::tests
