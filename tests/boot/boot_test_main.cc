// Runs one boot test: the program `NAME` does what the file `NAME.description` says.
#include <chrono>
#include <cstdio>
#include <expected>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "tests/boot/test_description.h"
#include "tests/boot/transcript_check.h"
#include "tools/command_line/command_line_unsafe.h"
#include "tools/hermetic_tool/captured_run.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/qemu_boot/temp_directory.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tests {
namespace {

namespace fs = std::filesystem;
using tools::CapturedRun;

// Time for what surrounds the machine's own limit.
constexpr std::chrono::seconds kGrace{30};

// The text on one line.
std::string Visible(const std::string& text) {
  std::string visible;
  for (const char letter : text) {
    visible += letter == '\n' ? std::string("\\n") : std::string(1, letter);
  }
  return visible;
}

// Prints verdicts and remembers whether one was bad.
class Report {
 public:
  void Verdict(bool passed, const std::string& what) {
    std::printf("%s  %s\n", passed ? "PASS" : "FAIL", Visible(what).c_str());
    failed_ = failed_ || !passed;
  }

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  bool failed_ = false;
};

std::vector<std::string> QemuBootCommand(const TestDescription& description,
                                         const tools::Runfiles& runfiles) {
  std::vector<std::string> command = {runfiles.Path(description.qemu_boot).string(), "--accel",
                                      "tcg", "--timeout",
                                      std::to_string(description.timeout_seconds)};
  if (!description.image.empty()) {
    command.insert(command.end(), {"--image", runfiles.Path(description.image).string()});
  }
  for (const SourceRunfile& source : description.sources) {
    command.insert(command.end(), {source.run ? "--file" : "--module", source.name});
  }
  command.insert(command.end(), description.arguments.begin(), description.arguments.end());
  return command;
}

std::vector<std::string> HostedCommand(const TestDescription& description,
                                       const tools::Runfiles& runfiles) {
  std::vector<std::string> command = {runfiles.Path(description.hosted).string()};
  for (const SourceRunfile& source : description.sources) {
    if (source.run) {
      command.push_back(source.name);
    }
  }
  return command;
}

std::expected<CapturedRun, std::string> RunIn(const fs::path& directory,
                                              const tools::Runfiles& runfiles,
                                              std::vector<std::string> command,
                                              const TestDescription& description) {
  return tools::RunCaptured({.command = std::move(command),
                             .environment = {"RUNFILES_DIR=" + runfiles.root().string(),
                                             "TEST_TMPDIR=" + directory.string()},
                             .working_directory = directory},
                            description.input,
                            std::chrono::seconds(description.timeout_seconds) + kGrace);
}

void CheckRun(const TestDescription& description, const CapturedRun& run, Report& report) {
  const std::size_t met = CountMet(description.expectations, run.output);
  std::size_t index = 0;
  for (const Expectation& expectation : description.expectations) {
    report.Verdict(index < met, "transcript has: " + expectation.wanted);
    ++index;
  }
  for (const std::string& unwanted : description.forbidden) {
    report.Verdict(run.output.find(unwanted) == std::string::npos, "transcript lacks: " + unwanted);
  }
  for (const std::string& wanted : description.expected_errors) {
    report.Verdict(run.error.find(wanted) != std::string::npos, "standard error has: " + wanted);
  }
  const tools::ChildEnd wanted = {.signalled = false, .value = description.status};
  report.Verdict(run.end == wanted, "ends with " + tools::DescribeEnd(wanted) + " (it was " +
                                        tools::DescribeEnd(run.end) + ")");
}

void CheckParity(const CapturedRun& bare, const CapturedRun& hosted, Report& report) {
  const auto said = AfterBootLines(bare.output);
  report.Verdict(said.has_value(), "bare metal says that the arbiter's loop was entered");
  const std::size_t different = FirstDifferentLine(said.value_or(""), hosted.output);
  report.Verdict(different == 0,
                 "both machines give the same transcript" +
                     (different == 0 ? std::string()
                                     : " (they differ in line " + std::to_string(different) + ")"));
  report.Verdict(bare.end == hosted.end, "both end with " + tools::DescribeEnd(bare.end) +
                                             " (hosted: " + tools::DescribeEnd(hosted.end) + ")");
}

void Show(const char* title, const CapturedRun& run) {
  std::printf("---- %s: transcript\n%s\n---- %s: standard error\n%s\n", title, run.output.c_str(),
              title, run.error.c_str());
}

std::expected<TestDescription, std::string> ReadDescription(const std::string& program) {
  std::stringstream text;
  text << std::ifstream(program + ".description", std::ios::binary).rdbuf();
  return ParseDescription(text.str());
}

std::expected<bool, std::string> RunTest(const std::string& program) {
  const auto description = ReadDescription(program);
  const auto runfiles = tools::Runfiles::Find(program);
  const auto directory = tools::TempDirectory::Make("boot_test");
  if (!description || !runfiles || !directory) {
    return std::unexpected(!description ? description.error()
                           : !runfiles  ? runfiles.error()
                                        : directory.error());
  }
  for (const SourceRunfile& source : description->sources) {
    std::error_code failure;
    fs::copy_file(runfiles->Path(source.runfile), directory->path() / source.name, failure);
    if (failure) {
      return std::unexpected("cannot copy " + source.runfile + ": " + failure.message());
    }
  }
  Report report;
  const auto bare =
      RunIn(directory->path(), *runfiles, QemuBootCommand(*description, *runfiles), *description);
  if (!bare) {
    return std::unexpected(bare.error());
  }
  CheckRun(*description, *bare, report);
  CapturedRun hosted;
  if (!description->hosted.empty()) {
    auto run =
        RunIn(directory->path(), *runfiles, HostedCommand(*description, *runfiles), *description);
    if (!run) {
      return std::unexpected(run.error());
    }
    hosted = *std::move(run);
    CheckParity(*bare, hosted, report);
  }
  if (report.failed()) {
    Show("bare metal", *bare);
    if (!description->hosted.empty()) {
      Show("hosted", hosted);
    }
  }
  return !report.failed();
}

int Main(const std::string& program) {
  const auto passed = RunTest(program);
  if (!passed) {
    std::printf("FAIL  %s\n", passed.error().c_str());
    return 1;
  }
  return *passed ? 0 : 1;
}

}  // namespace
}  // namespace starkernel::tests

int main(int count, char** values) {
  return starkernel::tests::Main(starkernel::tools::ProgramName(count, values));
}
