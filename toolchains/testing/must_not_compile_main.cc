// With arguments PLAN and REPORT: compiles the snippets that the plan lists and writes a verdict on
// each. Without, as the test NAME: prints NAME.report and passes if every verdict is good.
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <expected>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "toolchains/testing/snippet_batch.h"
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

std::string NameOf(const std::string& snippet) {
  return std::filesystem::path(snippet).stem().string();
}

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
  plan.command.insert(plan.command.end(), {"-ferror-limit=0", "-Xclang", "-verify", "-Xclang",
                                           "-verify-ignore-unexpected=note"});
  return plan;
}

std::expected<tools::CapturedRun, std::string> RunCompiler(const Plan& plan,
                                                           const std::string& source) {
  std::vector<std::string> command = plan.command;
  command.push_back(source);
  return tools::RunCaptured({.command = std::move(command), .environment = {"PWD=/proc/self/cwd"}},
                            "", kPatience);
}

Verdict Confirmed(const SnippetClaims& claims) {
  Verdict verdict{.claims_hold = true, .details = {}};
  for (const std::string& error : claims.errors) {
    verdict.details += "        " + error + "\n";
  }
  return verdict;
}

Verdict CompileAlone(const Plan& plan, const std::string& snippet, const SnippetClaims& claims) {
  const auto run = RunCompiler(plan, snippet);
  if (!run) {
    return {.claims_hold = false, .details = run.error() + "\n"};
  }
  if (!run->end.success() || !run->error.empty()) {
    return {.claims_hold = false,
            .details = run->error + "  (" + tools::DescribeEnd(run->end) + ")\n"};
  }
  return Confirmed(claims);
}

Verdict Judge(const Plan& plan, const std::string& snippet, bool confirmed) {
  const SnippetClaims claims = ReadClaims(Contents(snippet));
  if (!claims.problem.empty()) {
    return {.claims_hold = false, .details = "  " + claims.problem + "\n"};
  }
  return confirmed ? Confirmed(claims) : CompileAlone(plan, snippet, claims);
}

// Compiles snippets together, in the file `scratch`. By snippet: whether its claims hold; if not,
// that may be due to another, as one error can hide others.
std::vector<bool> CompileTogether(const Plan& plan, std::span<const std::string> snippets,
                                  const std::string& scratch) {
  SnippetBatch batch;
  for (const std::string& snippet : snippets) {
    batch.Add(NameOf(snippet), Contents(snippet));
  }
  std::ofstream(scratch, std::ios::binary | std::ios::trunc) << batch.source();
  const auto run = RunCompiler(plan, scratch);
  // Clang's own verdict, 0 or 1, and not a crash.
  if (!run || run->end.signalled || run->end.value > 1 ||
      run->end.success() != run->error.empty()) {
    return std::vector<bool>(snippets.size(), false);
  }
  return batch.Undisputed(scratch, run->error);
}

// Which snippets' claims are found to hold when they are compiled together, and those that are left
// together again, for as long as that finds any.
std::set<std::string> Confirm(const Plan& plan, const std::string& scratch) {
  std::set<std::string> confirmed;
  std::vector<std::string> open = plan.snippets;
  for (std::size_t before = open.size() + 1; open.size() > 1 && open.size() < before;) {
    before = open.size();
    const std::vector<bool> holds = CompileTogether(plan, open, scratch);
    std::vector<std::string> disputed;
    for (std::size_t index = 0; index < open.size(); ++index) {
      if (holds.at(index)) {
        confirmed.insert(open.at(index));
      } else {
        disputed.push_back(open.at(index));
      }
    }
    open = std::move(disputed);
  }
  return confirmed;
}

int WriteReport(const Plan& plan, const std::string& path) {
  std::ofstream report(path, std::ios::binary | std::ios::trunc);
  std::size_t failures = plan.snippets.empty() ? 1 : 0;
  const std::set<std::string> confirmed = Confirm(plan, path + ".cc");
  for (const std::string& snippet : plan.snippets) {
    const Verdict verdict = Judge(plan, snippet, confirmed.contains(snippet));
    const bool passed = verdict.claims_hold != plan.false_claims;
    failures += passed ? 0 : 1;
    report << (passed ? "PASS" : kFailure) << "  " << NameOf(snippet) << "\n" << verdict.details;
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
