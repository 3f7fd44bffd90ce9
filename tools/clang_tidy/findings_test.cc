#include "tools/clang_tidy/findings.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>

namespace starkernel::tools {
namespace {

TEST(ReadableFindings, PathsAreOfTheWorkspace) {
  EXPECT_EQ(
      ReadableFindings("/work/here/src/a.h:1:2: warning: w [c]\n    1 | text\n", "/work/here"),
      "src/a.h:1:2: warning: w [c]\n    1 | text\n");
  EXPECT_EQ(ReadableFindings("./src/a.h:1:2: note: n", "/work/here"), "src/a.h:1:2: note: n\n");
  EXPECT_EQ(ReadableFindings("/work/hereafter/a.h:1", "/work/here"), "/work/hereafter/a.h:1\n");
}

TEST(ReadableFindings, NothingIsEmpty) { EXPECT_EQ(ReadableFindings("", "/work"), ""); }

TEST(FilesWithErrors, NamesKnownFilesWithErrorsOfTheCompiler) {
  const std::array<std::string, 3> files = {"src/a.cc", "src/b.cc", "src/c.cc"};
  const std::string output =
      "/work/src/a.cc:1:2: error: redefinition of 'a' [clang-diagnostic-error]\n"
      "/work/src/b.cc:1:2: warning: recursion [misc-no-recursion]\n"
      "/work/src/c.h:1:2: error: unknown [clang-diagnostic-error]\n";
  EXPECT_EQ(FilesWithErrors(output, "/work", files), (std::set<std::string>{"src/a.cc"}));
}

}  // namespace
}  // namespace starkernel::tools
