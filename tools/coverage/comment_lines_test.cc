#include "tools/coverage/comment_lines.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tools/coverage/coverage_data.h"

namespace starkernel::tools {
namespace {

TEST(CommentLines, ALineWithCodeIsNone) {
  EXPECT_TRUE(IsCommentLine("// why"));
  EXPECT_TRUE(IsCommentLine("  \t/// what"));
  EXPECT_FALSE(IsCommentLine("a = 1;  // why"));
  EXPECT_FALSE(IsCommentLine("a / b"));
  EXPECT_FALSE(IsCommentLine(" /"));
  EXPECT_FALSE(IsCommentLine("  "));
  EXPECT_FALSE(IsCommentLine(""));
}

TEST(CommentLines, AreTakenOutOfWhatWasRecorded) {
  const std::filesystem::path workspace(testing::TempDir());
  std::ofstream(workspace / "noted.cc") << "int F() {\n  // one\n  return 1;\n}\n";
  CoverageData data = {
      {"noted.cc", {.lines = {{1, 0}, {2, 0}, {3, 0}, {4, 0}}, .functions = {}}},
      {"elsewhere/gone.cc", {.lines = {{2, 0}}, .functions = {}}},
  };
  DropCommentLines(workspace, data);
  EXPECT_EQ(data.at("noted.cc").lines, (LineCounts{{1, 0}, {3, 0}, {4, 0}}));
  EXPECT_EQ(data.at("elsewhere/gone.cc").lines, (LineCounts{{2, 0}}));
}

}  // namespace
}  // namespace starkernel::tools
