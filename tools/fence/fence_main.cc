#include <cstdlib>
#include <expected>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "tools/command_line/command_line_unsafe.h"
#include "tools/fence/budget.h"
#include "tools/fence/check_build_file.h"
#include "tools/fence/finding.h"
#include "tools/fence/inventory.h"
#include "tools/fence/source_tree.h"
#include "tools/fence/tree_report.h"

namespace starkernel::fence {
namespace {

constexpr std::string_view kUsage =
    "usage: fence check             the rules, for all sources below the working directory\n"
    "       fence budget FILE LIST  the same, the table, the budget and the kernel's packages\n"
    "       fence lower FILE        lowers the budget to what there is; never raises it\n";

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::cerr << "fence: " << path << " cannot be opened\n";
    std::exit(EXIT_FAILURE);
  }
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void Print(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    std::cout << finding.path << ':' << finding.line << ": " << finding.message << '\n';
  }
}

int Status(bool good) { return good ? EXIT_SUCCESS : EXIT_FAILURE; }

int Check(const TreeReport& report) {
  Print(report.findings);
  std::size_t files = 0;
  for (const auto& [package, totals] : report.inventory) {
    files += totals.files;
  }
  std::cout << files << " files, " << report.builds.size() << " BUILD files, "
            << report.findings.size() << " findings\n";
  return Status(report.findings.empty() && !report.builds.empty());
}

bool PrintProblems(std::string_view title, const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) {
    std::cout << title << problem << '\n';
  }
  return problems.empty();
}

int CheckBudget(const TreeReport& report, const std::string& path, const std::string& list) {
  std::cout << Table(report.inventory);
  Print(report.findings);
  const std::vector<Finding> unused = FindUnusedVisibility(report.builds);
  Print(unused);
  const std::expected<Budget, std::string> allowed = ParseBudget(Contents(path));
  if (!allowed.has_value()) {
    std::cout << path << ": " << allowed.error() << '\n';
    return EXIT_FAILURE;
  }
  const Differences differences = Compare(BudgetOf(report.inventory), *allowed);
  bool good = report.findings.empty() && unused.empty();
  good = PrintProblems("above the budget: ", differences.above) && good;
  good = PrintProblems("below the budget: ", differences.below) && good;
  if (!differences.above.empty()) {
    std::cout << "Do it without; if it cannot be done, raise " << path << " by hand and say why.\n";
  }
  if (!differences.below.empty()) {
    std::cout << "Less is unsafe than allowed, and stays so after "
                 "`bazel run //tests/safe_subset:lower_budget`.\n";
  }
  good = PrintProblems("too much is fenced: ", BrokenLimits(report.inventory)) && good;
  good = PrintProblems("", CompareWithKernel(report, Contents(list))) && good;
  return Status(good);
}

int Lower(const TreeReport& report, const std::string& path) {
  const char* const workspace = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  const std::string file = workspace == nullptr ? path : std::string(workspace) + "/" + path;
  const Budget actual = BudgetOf(report.inventory);
  const std::expected<Budget, std::string> allowed = ParseBudget(Contents(file));
  if (!allowed.has_value()) {
    std::cout << file << ": " << allowed.error() << '\n';
    return EXIT_FAILURE;
  }
  const Differences differences = Compare(actual, *allowed);
  if (!PrintProblems("above the budget: ", differences.above)) {
    std::cout << "The budget is not raised.\n";
    return EXIT_FAILURE;
  }
  PrintProblems("lowered: ", differences.below);
  std::ofstream output(file, std::ios::binary | std::ios::trunc);
  output << Format(actual);
  output.close();
  return Status(static_cast<bool>(output));
}

int Run(const std::vector<std::string>& arguments) {
  const std::string command = arguments.empty() ? "" : arguments.front();
  const bool known = (command == "check" && arguments.size() == 1) ||
                     (command == "budget" && arguments.size() == 3) ||
                     (command == "lower" && arguments.size() == 2);
  if (!known) {
    std::cerr << kUsage;
    return EXIT_FAILURE;
  }
  const std::expected<SourceTree, std::string> tree = ReadSourceTree(".");
  if (!tree.has_value()) {
    std::cerr << "fence: " << tree.error() << '\n';
    return EXIT_FAILURE;
  }
  const TreeReport report = Inspect(*tree);
  if (command == "check") {
    return Check(report);
  }
  return command == "budget" ? CheckBudget(report, arguments.at(1), arguments.at(2))
                             : Lower(report, arguments.at(1));
}

}  // namespace
}  // namespace starkernel::fence

int main(int argc, char** argv) {
  return starkernel::fence::Run(starkernel::tools::CommandLine(argc, argv));
}
