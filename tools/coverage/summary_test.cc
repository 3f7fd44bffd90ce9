#include "tools/coverage/summary.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tools/coverage/coverage_data.h"
#include "tools/coverage/two_machines.h"
#include "tools/coverage/unseen_files.h"

namespace starkernel::tools {
namespace {

TEST(Summary, TheFenceIsKnownByItsNames) {
  EXPECT_TRUE(IsFenced("src/a/b_unsafe.h"));
  EXPECT_TRUE(IsFenced("src/a/b_unsafe.cc"));
  EXPECT_TRUE(IsFenced("src/a/b.S"));
  EXPECT_FALSE(IsFenced("src/a/b.cc"));
  EXPECT_FALSE(IsFenced("src/a_unsafe.d/b.cc"));
}

TEST(Summary, TestsAndOthersAreNotCounted) {
  EXPECT_TRUE(IsCounted("src/a/b.cc"));
  EXPECT_TRUE(IsCounted("tools/a/b.h"));
  EXPECT_FALSE(IsCounted("src/a/b_test.cc"));
  EXPECT_FALSE(IsCounted("src/a/b_benchmark.cc"));
  EXPECT_FALSE(IsCounted("tests/boot/a.cc"));
  EXPECT_FALSE(IsCounted("external/src/a.cc"));
}

TEST(Summary, PackagesAndFencedFilesHaveRows) {
  const CoverageData data = {
      {"src/a/one.cc", {.lines = {{1, 1}, {2, 0}, {3, 9}}, .functions = {}}},
      {"src/a/two_unsafe.h", {.lines = {{1, 1}}, .functions = {}}},
      {"src/a/two_test.cc", {.lines = {{1, 0}}, .functions = {}}},
      {"tools/b/three.cc", {.lines = {{1, 0}, {2, 0}}, .functions = {}}},
  };
  EXPECT_EQ(SummaryTable(data),
            "package                                           executed     lines     share\n"
            "src/a                                                    3         4    75.0 %\n"
            "tools/b                                                  0         2     0.0 %\n"
            "all packages                                             3         6    50.0 %\n"
            "\n"
            "file of the fence                                 executed     lines     share\n"
            "src/a/two_unsafe.h                                       1         1   100.0 %\n"
            "the fence                                                1         1   100.0 %\n");
}

TEST(Summary, ShareIsRoundedDown) {
  CoverageData data;
  for (unsigned line = 1; line <= 2000; ++line) {
    data["src/a/a.cc"].lines[line] = line == 1 ? 0 : 1;
  }
  EXPECT_NE(SummaryTable(data).find("1999      2000    99.9 %"), std::string::npos);
}

TEST(Summary, FencedLinesThatNeverRanAreNamed) {
  const CoverageData data = {
      {"src/a/a.cc", {.lines = {{1, 0}}, .functions = {}}},
      {"src/a/b_unsafe.cc", {.lines = {{1, 1}, {7, 0}}, .functions = {}}},
      {"src/a/c.S", {.lines = {{9, 0}}, .functions = {}}},
      {"src/a/d_unsafe_test.cc", {.lines = {{1, 0}}, .functions = {}}},
  };
  EXPECT_EQ(FenceGaps(data), (std::vector<std::string>{"src/a/b_unsafe.cc:7", "src/a/c.S:9"}));
}

TEST(TwoMachines, ALineThatRanOnEitherRan) {
  const CoverageData host = {
      {"src/a.h", {.lines = {{1, 1}, {2, 0}, {3, 0}}, .functions = {{1, 1}}}}};
  const CoverageData guest = {{"src/a.h", {.lines = {{2, 1}, {3, 0}, {4, 0}}, .functions = {}}},
                              {"src/b.S", {.lines = {{1, 1}}, .functions = {}}}};
  const CoverageData together = Together(host, guest);
  EXPECT_EQ(together.at("src/a.h").lines, (LineCounts{{1, 1}, {2, 1}, {3, 0}, {4, 0}}));
  EXPECT_EQ(together.at("src/b.S").lines, (LineCounts{{1, 1}}));
}

TEST(TwoMachines, AFunctionThatNoHostProgramRanIsJudgedByTheGuest) {
  // The second function runs in the guest, which has no instructions for lines 10 and 12. The
  // third one is in neither.
  const CoverageData host = {{"src/a.h",
                              {.lines = {{1, 1}, {2, 1}, {10, 0}, {11, 0}, {12, 0}, {20, 0}},
                               .functions = {{1, 1}, {10, 0}, {20, 0}}}}};
  const CoverageData guest = {{"src/a.h", {.lines = {{11, 1}}, .functions = {}}}};
  EXPECT_EQ(Together(host, guest).at("src/a.h").lines,
            (LineCounts{{1, 1}, {2, 1}, {11, 1}, {20, 0}}));
}

TEST(UnseenFiles, FunctionBodiesAreRecognised) {
  EXPECT_TRUE(HasFunctionBody("inline int F() { return 1; }"));
  EXPECT_TRUE(HasFunctionBody("int F()\n    const {\n"));
  EXPECT_FALSE(HasFunctionBody("namespace a {\nvoid F(int);\n}"));
  EXPECT_FALSE(HasFunctionBody("/// What (SDM, 2) says.\nstruct S {\n};"));
  EXPECT_FALSE(HasFunctionBody("static_assert(sizeof(S) == 10);\nextern \"C\" {\nvoid F();\n}"));
}

}  // namespace
}  // namespace starkernel::tools
