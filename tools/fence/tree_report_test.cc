#include "tools/fence/tree_report.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tools/fence/finding.h"
#include "tools/fence/inventory.h"

namespace starkernel::fence {
namespace {

TEST(TreeReportTest, AFileBelongsToTheNearestPackage) {
  const TreeReport report = Inspect({{"src/a/BUILD.bazel", ""},
                                     {"src/a/x.h", "int x;\n"},
                                     {"src/a/deep/y.h", "int y;\n"},
                                     {"src/a/b/BUILD.bazel", ""},
                                     {"src/a/b/z.h", "int z;\n"}});
  EXPECT_EQ(report.inventory.at("src/a").files, 2U);
  EXPECT_EQ(report.inventory.at("src/a/b").files, 1U);
  EXPECT_EQ(report.builds.size(), 2U);
  EXPECT_TRUE(report.findings.empty());
}

TEST(TreeReportTest, FindingsOfAllKindsOfFilesAreKept) {
  const TreeReport report = Inspect(
      {{"src/a/BUILD.bazel", "cc_library(name = \"a\")"}, {"src/a/x.cc", "\nunion X {};\n"}});
  ASSERT_EQ(report.findings.size(), 2U);
  EXPECT_EQ(report.findings.at(0).path, "src/a/BUILD.bazel");
  EXPECT_EQ(report.findings.at(1).path, "src/a/x.cc");
  EXPECT_EQ(report.findings.at(1).line, 2U);
}

TEST(TreeReportTest, NoPackageOfTheKernelIsMissing) {
  const TreeReport report = Inspect({{"src/a/BUILD.bazel", ""}, {"src/a/x.h", "int x;\n"}});
  EXPECT_TRUE(CompareWithKernel(report, "package src/a\n").empty());
  EXPECT_EQ(CompareWithKernel(report, "package src/b\n"),
            std::vector<std::string>{
                "package src/b is part of the kernel and missing from the inventory"});
  EXPECT_EQ(
      CompareWithKernel(report, "loose //src/a:b\npackage src/a\n"),
      std::vector<std::string>{"loose //src/a:b: not made by the macros of //toolchains:cc.bzl"});
}

}  // namespace
}  // namespace starkernel::fence
