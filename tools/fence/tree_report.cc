#include "tools/fence/tree_report.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/fence/check_build_file.h"
#include "tools/fence/check_file.h"
#include "tools/fence/finding.h"
#include "tools/fence/inventory.h"
#include "tools/fence/source_tree.h"

namespace starkernel::fence {
namespace {

bool IsBuildFile(std::string_view path) {
  return path == "BUILD.bazel" || path == "BUILD" || path.ends_with("/BUILD.bazel") ||
         path.ends_with("/BUILD");
}

std::string Parent(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::string PackageOf(const Inventory& packages, const std::string& path) {
  std::string directory = Parent(path);
  while (!directory.empty() && !packages.contains(directory)) {
    directory = Parent(directory);
  }
  return directory;
}

void Append(std::vector<Finding>& findings, const std::vector<Finding>& more) {
  findings.insert(findings.end(), more.begin(), more.end());
}

}  // namespace

TreeReport Inspect(const SourceTree& tree) {
  TreeReport report;
  for (const auto& [path, contents] : tree) {
    if (IsBuildFile(path)) {
      report.builds.push_back(CheckBuildFile(path, contents));
      report.inventory.emplace(Parent(path), Totals());
      Append(report.findings, report.builds.back().findings);
    }
  }
  for (const auto& [path, contents] : tree) {
    if (!IsBuildFile(path)) {
      const FileReport file = CheckFile(path, contents);
      report.inventory[PackageOf(report.inventory, path)].Add(file);
      Append(report.findings, file.findings);
    }
  }
  return report;
}

std::vector<std::string> CompareWithKernel(const TreeReport& report,
                                           std::string_view kernel_packages) {
  constexpr std::string_view kPackage = "package ";
  std::vector<std::string> problems;
  while (!kernel_packages.empty()) {
    const std::size_t end = std::min(kernel_packages.find('\n'), kernel_packages.size());
    const std::string_view line = kernel_packages.substr(0, end);
    kernel_packages.remove_prefix(std::min(end + 1, kernel_packages.size()));
    if (!line.starts_with(kPackage)) {
      problems.push_back(std::string(line) + ": not made by the macros of //toolchains:cc.bzl");
    } else if (!report.inventory.contains(std::string(line.substr(kPackage.size())))) {
      problems.push_back(std::string(line) +
                         " is part of the kernel and missing from the inventory");
    }
  }
  return problems;
}

}  // namespace starkernel::fence
