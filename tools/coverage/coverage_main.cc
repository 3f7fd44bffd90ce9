// Prints which share of each package and of each fenced file the tests execute:
// `bazel run //tools/coverage`, after `bazel coverage //...` has recorded it.
#include <cstdio>
#include <cstdlib>
#include <expected>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tools/command_line/command_line_unsafe.h"
#include "tools/coverage/comment_lines.h"
#include "tools/coverage/coverage_data.h"
#include "tools/coverage/lcov.h"
#include "tools/coverage/summary.h"
#include "tools/coverage/two_machines.h"
#include "tools/coverage/unseen_files.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

constexpr int kBadUsage = 2;

int Fail(const std::string& error) {
  std::fprintf(stderr, "coverage: %s\n", error.c_str());
  return 1;
}

std::expected<CoverageData, std::string> Read(const fs::path& path, const std::string& command) {
  std::ifstream file(path);
  if (!file) {
    return std::unexpected("there is no " + path.string() + ": first run " + command);
  }
  CoverageData data;
  if (const auto read = ReadLcov(file, data); !read) {
    return std::unexpected(path.string() + ": " + read.error());
  }
  return data;
}

int Summarize(const fs::path& workspace) {
  const fs::path reports = workspace / "bazel-out/_coverage";
  const auto host = Read(reports / "_coverage_report.dat", "bazel coverage //...");
  if (!host) {
    return Fail(host.error());
  }
  const auto guest = Read(reports / "_guest_report.dat", "bazel run //tests/boot:guest_coverage");
  if (!guest) {
    return Fail(guest.error());
  }
  CoverageData together = Together(*host, *guest);
  DropCommentLines(workspace, together);
  std::fputs(SummaryTable(together).c_str(), stdout);
  std::vector<std::string> gaps = FenceGaps(together);
  const UnseenFiles unseen = UnseenFencedFiles(workspace, together);
  for (const std::string& file : unseen.code) {
    gaps.push_back(file + ": no test compiles it");
  }
  for (const std::string& file : unseen.assembly) {
    std::printf("not recorded: %s: no image contains it\n", file.c_str());
  }
  for (const std::string& gap : gaps) {
    std::printf("never executed: %s\n", gap.c_str());
  }
  return gaps.empty() ? 0 : 1;
}

int Main(const std::vector<std::string>& arguments) {
  const char* workspace = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  if (workspace == nullptr || !arguments.empty()) {
    std::fputs("coverage: to be started by `bazel run //tools/coverage`, without arguments\n",
               stderr);
    return kBadUsage;
  }
  return Summarize(workspace);
}

}  // namespace
}  // namespace starkernel::tools

int main(int count, char** values) {
  return starkernel::tools::Main(starkernel::tools::CommandLine(count, values));
}
