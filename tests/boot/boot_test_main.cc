// Runs one boot test: the program `NAME` does what the file `NAME.description` says.
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <expected>
#include <filesystem>
#include <fstream>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "src/base/text_collector.h"
#include "src/parity/packet_comparison.h"
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

// A machine and what came of it.
struct Run {
  const char* machine;
  CapturedRun captured;
};

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
  command.insert(command.end(), description.hosted_arguments.begin(),
                 description.hosted_arguments.end());
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

void CheckEnds(const CapturedRun& bare, const CapturedRun& hosted, Report& report) {
  report.Verdict(bare.end == hosted.end, "both end with " + tools::DescribeEnd(bare.end) +
                                             " (hosted: " + tools::DescribeEnd(hosted.end) + ")");
}

// What the self test wrote: the same lines, and packets that say PARITY:MATCH.
void CheckSelfTest(const CapturedRun& bare, const CapturedRun& hosted, Report& report) {
  const std::string_view bare_lines = SelfTestIn(bare.output);
  const std::string_view hosted_lines = SelfTestIn(hosted.output);
  const std::size_t different = FirstDifferentLine(bare_lines, hosted_lines);
  report.Verdict(different == 0,
                 "both machines write the same self test" +
                     (different == 0 ? std::string()
                                     : " (they differ in line " + std::to_string(different) + ")"));
  TextCollector said;
  const bool match = parity::ComparePackets(bare_lines, hosted_lines, said);
  std::printf("%s", said.text().c_str());
  report.Verdict(match, "bare metal and the hosted kernel are in parity");
}

void CheckParity(std::string_view said, const CapturedRun& bare, const CapturedRun& hosted,
                 Report& report) {
  if (!SelfTestIn(bare.output).empty()) {
    CheckSelfTest(bare, hosted, report);
  }
  const std::size_t different = FirstDifferentLine(said, AfterPackets(hosted.output));
  report.Verdict(different == 0,
                 "both machines give the same transcript" +
                     (different == 0 ? std::string()
                                     : " (they differ in line " + std::to_string(different) + ")"));
  CheckEnds(bare, hosted, report);
}

std::string ReadText(const fs::path& path) {
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// What VM[0] said against whole texts, up to the first that is not there.
void CheckSaid(const TestDescription& description, const tools::Runfiles& runfiles,
               std::string_view said, Report& report) {
  for (const std::string& name : description.said) {
    const std::string text = ReadText(runfiles.Path(name));
    const bool same = !text.empty() && said.starts_with(text);
    report.Verdict(same, "says all of " + name +
                             (same ? std::string()
                                   : " (line " + std::to_string(FirstDifferentLine(text, said)) +
                                         " differs)"));
    if (!same) {
      return;
    }
    said.remove_prefix(text.size());
  }
  report.Verdict(said == description.said_last, "then: " + description.said_last);
}

void Show(const Run& run) {
  std::printf("---- %s: transcript\n%s\n---- %s: standard error\n%s\n", run.machine,
              run.captured.output.c_str(), run.machine, run.captured.error.c_str());
}

std::expected<TestDescription, std::string> ReadDescription(const std::string& program) {
  return ParseDescription(ReadText(program + ".description"));
}

std::expected<void, std::string> CopySources(const TestDescription& description,
                                             const tools::Runfiles& runfiles,
                                             const fs::path& directory) {
  for (const SourceRunfile& source : description.sources) {
    std::error_code failure;
    fs::copy_file(runfiles.Path(source.runfile), directory / source.name, failure);
    if (failure) {
      return std::unexpected("cannot copy " + source.runfile + ": " + failure.message());
    }
  }
  return {};
}

// Runs every machine that is named, bare metal first.
std::expected<std::vector<Run>, std::string> RunMachines(const TestDescription& description,
                                                         const tools::Runfiles& runfiles,
                                                         const fs::path& directory) {
  std::vector<std::pair<const char*, std::vector<std::string>>> commands;
  if (!description.qemu_boot.empty()) {
    commands.emplace_back("bare metal", QemuBootCommand(description, runfiles));
  }
  if (!description.hosted.empty()) {
    commands.emplace_back("hosted", HostedCommand(description, runfiles));
  }
  std::vector<Run> runs;
  for (auto& [machine, command] : commands) {
    auto captured = RunIn(directory, runfiles, std::move(command), description);
    if (!captured) {
      return std::unexpected(captured.error());
    }
    runs.push_back({machine, *std::move(captured)});
  }
  return runs;
}

void CheckRuns(const TestDescription& description, const tools::Runfiles& runfiles,
               std::span<const Run> runs, Report& report) {
  const CapturedRun& first = runs.front().captured;
  CheckRun(description, first, report);
  if (description.packets && runs.size() > 1) {
    CheckSelfTest(first, runs.back().captured, report);
    CheckEnds(first, runs.back().captured, report);
    return;
  }
  std::string_view said = first.output;
  if (!description.qemu_boot.empty() && (runs.size() > 1 || !description.said.empty())) {
    const auto behind = AfterBootLines(first.output);
    report.Verdict(behind.has_value(), "bare metal says that the arbiter's loop was entered");
    said = behind.value_or("");
  }
  if (!description.said.empty()) {
    CheckSaid(description, runfiles, said, report);
  }
  if (runs.size() > 1) {
    CheckParity(said, first, runs.back().captured, report);
  }
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
  if (const auto copied = CopySources(*description, *runfiles, directory->path()); !copied) {
    return std::unexpected(copied.error());
  }
  const auto runs = RunMachines(*description, *runfiles, directory->path());
  if (!runs) {
    return std::unexpected(runs.error());
  }
  Report report;
  CheckRuns(*description, *runfiles, *runs, report);
  if (report.failed()) {
    for (const Run& run : *runs) {
      Show(run);
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
