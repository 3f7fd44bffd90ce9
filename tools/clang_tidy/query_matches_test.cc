#include "tools/clang_tidy/query_matches.h"

#include <gtest/gtest.h>

namespace starkernel::tools {
namespace {

TEST(QueryMatches, ReadLikeFindingsOfClangTidy) {
  EXPECT_EQ(QueryMatches("\nMatch #1:\n\n"
                         "./src/a.h:1:2: note: \"a cast\" binds here\n    1 | int a;\n      | ^\n"
                         "1 match.\n"),
            "./src/a.h:1:2: error: a cast [fence]\n    1 | int a;\n");
}

TEST(QueryMatches, AreSaidOnce) {
  EXPECT_EQ(QueryMatches("src/a.h:1:2: note: \"a cast\" binds here\n 1 | t\n"
                         "src/a.h:1:2: note: \"a cast\" binds here\n 1 | t\n"
                         "src/a.h:1:3: note: \"a cast\" binds here\n 1 | t\n"),
            "src/a.h:1:2: error: a cast [fence]\n 1 | t\n"
            "src/a.h:1:3: error: a cast [fence]\n 1 | t\n");
}

TEST(QueryMatches, AreNotHelpersOfAQuery) {
  EXPECT_EQ(QueryMatches("src/a.h:1:2: note: \"text\" binds here\n 1 | t\n"), "");
  EXPECT_EQ(QueryMatches("0 matches.\n"), "");
}

}  // namespace
}  // namespace starkernel::tools
