#include "toolchains/testing/snippet_claims.h"

#include <gtest/gtest.h>

namespace starkernel::snippet_claims {
namespace {

TEST(SnippetClaims, ListsTheTextsOfExpectedErrors) {
  const SnippetClaims claims = ReadClaims(
      "// expected-error@+1 {{no viable conversion}}\n"
      "int a;  // expected-error-re {{no member {{.*}} here}}\n");
  EXPECT_EQ(claims.problem, "");
  ASSERT_EQ(claims.errors.size(), 2U);
  EXPECT_EQ(claims.errors[0], "no viable conversion");
  EXPECT_EQ(claims.errors[1], "no member {{.*}} here");
}

TEST(SnippetClaims, RefusesASnippetThatExpectsNoError) {
  EXPECT_EQ(ReadClaims("int a;\n").problem, "no error is expected");
}

TEST(SnippetClaims, RefusesWhatNeedNotStopABuild) {
  constexpr std::string_view kGood = "// expected-error {{no viable conversion}}\n";
  EXPECT_EQ(ReadClaims(kGood).problem, "");
  for (const std::string refused :
       {"expected-no-diagnostics", "expected-warning", "expected-remark"}) {
    EXPECT_EQ(ReadClaims(std::string(kGood) + "// " + refused + " {{unused variable}}\n").problem,
              refused + " proves nothing here");
  }
}

TEST(SnippetClaims, RefusesATextThatWouldMatchByAccident) {
  EXPECT_EQ(ReadClaims("// expected-error {{twelve chars}}\n").problem, "");
  EXPECT_NE(ReadClaims("// expected-error {{eleven char}}\n").problem, "");
  EXPECT_NE(ReadClaims("// expected-error {{}}\n").problem, "");
  EXPECT_NE(ReadClaims("// expected-error\n// {{no viable conversion}}\n").problem, "");
}

TEST(SnippetClaims, RefusesACount) {
  EXPECT_NE(ReadClaims("// expected-error 0+ {{no viable conversion}}\n").problem, "");
  EXPECT_NE(ReadClaims("// expected-error@+1 + {{no viable conversion}}\n").problem, "");
  EXPECT_EQ(ReadClaims("// expected-error@+1 {{no conversion 0+}}\n").problem, "");
}

}  // namespace
}  // namespace starkernel::snippet_claims
