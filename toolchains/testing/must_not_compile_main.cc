// With arguments PLAN and REPORT: compiles the snippets that the plan lists and writes a verdict on
// each. Without, as the test NAME: prints NAME.report and passes if every verdict is good.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "toolchains/testing/snippet_claims.h"
#include "tools/command_line/command_line_unsafe.h"
#include "tools/hermetic_tool/captured_run.h"
#include "tools/hermetic_tool/child_process.h"

namespace starkernel::snippet_claims {
namespace {

constexpr std::chrono::seconds kPatience{120};
constexpr std::string_view kFailure = "FAIL";

struct Plan {
  std::vector<std::string> command;  ///< The compiler and its arguments, but for the source.
  std::vector<std::string> snippets;
  bool false_claims = false;  ///< What the snippets say of themselves must turn out to be wrong.
};

struct Verdict {
  bool claims_hold = false;
  std::string details;
};

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Plan ReadPlan(const std::string& path) {
  Plan plan;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::string value = line.substr(line.find(' ') + 1);
    if (line.starts_with("argument ")) {
      plan.command.push_back(value);
    } else if (line.starts_with("snippet ")) {
      plan.snippets.push_back(value);
    } else if (line == "false_claims") {
      plan.false_claims = true;
    }
  }
  // Clang compares what it has to say with the comments, and fails if they differ.
  plan.command.insert(plan.command.end(),
                      {"-Xclang", "-verify", "-Xclang", "-verify-ignore-unexpected=note"});
  return plan;
}

Verdict Compile(const Plan& plan, const std::string& snippet) {
  const SnippetClaims claims = ReadClaims(Contents(snippet));
  if (!claims.problem.empty()) {
    return {.claims_hold = false, .details = "  " + claims.problem + "\n"};
  }
  std::vector<std::string> command = plan.command;
  command.push_back(snippet);
  const auto run = tools::RunCaptured(
      {.command = std::move(command), .environment = {"PWD=/proc/self/cwd"}}, "", kPatience);
  if (!run) {
    return {.claims_hold = false, .details = run.error() + "\n"};
  }
  if (!run->end.success() || !run->error.empty()) {
    return {.claims_hold = false,
            .details = run->error + "  (" + tools::DescribeEnd(run->end) + ")\n"};
  }
  Verdict verdict{.claims_hold = true, .details = {}};
  for (const std::string& error : claims.errors) {
    verdict.details += "        " + error + "\n";
  }
  return verdict;
}

int WriteReport(const Plan& plan, const std::string& path) {
  std::ofstream report(path, std::ios::binary | std::ios::trunc);
  std::size_t failures = plan.snippets.empty() ? 1 : 0;
  for (const std::string& snippet : plan.snippets) {
    const Verdict verdict = Compile(plan, snippet);
    const bool passed = verdict.claims_hold != plan.false_claims;
    failures += passed ? 0 : 1;
    report << (passed ? "PASS" : kFailure) << "  " << std::filesystem::path(snippet).stem().string()
           << "\n"
           << verdict.details;
  }
  report << (failures == 0 ? "PASS" : kFailure) << "  " << plan.snippets.size() << " in all, "
         << failures << " failed\n";
  report.close();
  return report ? EXIT_SUCCESS : EXIT_FAILURE;
}

int ShowReport(const std::string& path) {
  const std::string report = Contents(path);
  std::cout << report;
  const std::size_t line = report.rfind('\n', report.size() - 2);
  const bool passed = line != std::string::npos && report.substr(line).starts_with("\nPASS  ");
  return passed ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace starkernel::snippet_claims

int main(int count, char** values) {
  namespace sk = starkernel;
  const std::vector<std::string> arguments = sk::tools::CommandLine(count, values);
  if (arguments.size() == 2) {
    return sk::snippet_claims::WriteReport(sk::snippet_claims::ReadPlan(arguments[0]),
                                           arguments[1]);
  }
  return sk::snippet_claims::ShowReport(sk::tools::ProgramName(count, values) + ".report");
}
