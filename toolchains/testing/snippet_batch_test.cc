#include "toolchains/testing/snippet_batch.h"

#include <gtest/gtest.h>

namespace starkernel::snippet_claims {
namespace {

// Lines 1 to 3, 4 to 5 and 6.
SnippetBatch Three() {
  SnippetBatch batch;
  batch.Add("first", "#include <span>\nnamespace starkernel {\n}\n");
  batch.Add("second", "namespace starkernel {\n}\n");
  batch.Add("third", "int third;\n");
  return batch;
}

TEST(SnippetBatch, GivesEachSnippetANamespace) {
  EXPECT_EQ(Three().source(),
            "#include <span>\nnamespace starkernel::first {\n}\n"
            "namespace starkernel::second {\n}\n"
            "int third;\n");
}

TEST(SnippetBatch, TellsWhichSnippetAComplaintIsAbout) {
  using Verdicts = std::vector<bool>;
  const auto verdicts = [](const std::string& line) {
    return Three().Undisputed("a/b.cc", "error: not seen:\n  File a/b.cc Line " + line +
                                            " (directive at a/b.cc:1): why\n1 error generated.\n");
  };
  EXPECT_EQ(verdicts("1"), (Verdicts{false, true, true}));
  EXPECT_EQ(verdicts("3"), (Verdicts{false, true, true}));
  EXPECT_EQ(verdicts("4"), (Verdicts{true, false, true}));
  EXPECT_EQ(verdicts("5"), (Verdicts{true, false, true}));
  EXPECT_EQ(verdicts("6"), (Verdicts{true, true, false}));
  EXPECT_EQ(verdicts("7"), (Verdicts{false, false, false}));
  EXPECT_EQ(verdicts("x"), (Verdicts{false, false, false}));
}

TEST(SnippetBatch, BelievesNobodyIfAComplaintIsAboutSomethingElse) {
  using Verdicts = std::vector<bool>;
  EXPECT_EQ(Three().Undisputed("b.cc", ""), (Verdicts{true, true, true}));
  EXPECT_EQ(Three().Undisputed("b.cc", "  File c.h Line 1: why\n"),
            (Verdicts{false, false, false}));
  EXPECT_EQ(Three().Undisputed("b.cc", "  (frontend): why\n"), (Verdicts{false, false, false}));
}

}  // namespace
}  // namespace starkernel::snippet_claims
