#include "src/parity/post.h"

#include <array>

#include "gtest/gtest.h"
#include "src/base/text_collector.h"
#include "src/parity/post_attempt.h"
#include "src/parity/post_case.h"
#include "src/parity/post_test_storage.h"

namespace starkernel::parity {
namespace {

TEST(PostTest, CountsByModule) {
  constexpr std::array kModules{
      PostModule{.name = "sums", .text = "1 2 + -> 3\n1 1 + -> 3\n1 -> one\n"},
      PostModule{.name = "none", .text = ""},
      PostModule{.name = "others", .text = "needs NO-SUCH\n1 -> 1\nneeds\n1 -> 1\n"},
  };
  PostTestStorage storage(kPostEnvelope);
  TextCollector console;
  const PostTally tally = storage.Run(kModules, console);
  EXPECT_EQ(tally, (PostTally{.cases = 5, .passed = 2, .failed = 1, .skipped = 1, .errors = 1}));
  EXPECT_FALSE(tally.AllPassed());
  EXPECT_EQ(console.text(),
            "POST                      cases  passed  failed  skipped  errors\n"
            "sums:2: 1 1 +\n"
            "  expected: 3\n"
            "  got:      2 | \"\"\n"
            "sums:3: the expectation does not end where it should\n"
            "sums                          3       1       1        0       1\n"
            "none                          0       0       0        0       0\n"
            "others                        2       1       0        1       0\n"
            "total                         5       2       1        1       1\n"
            "POST FAILED\n");
}

TEST(PostTest, OneFailureOrErrorFailsItAndASkippedCaseDoesNot) {
  EXPECT_TRUE((PostTally{.cases = 2, .passed = 1, .skipped = 1}).AllPassed());
  EXPECT_FALSE((PostTally{.cases = 2, .passed = 1, .failed = 1}).AllPassed());
  EXPECT_FALSE((PostTally{.cases = 2, .passed = 1, .errors = 1}).AllPassed());
  PostTally tally;
  tally.Count({.verdict = Verdict::kPassed});
  tally.Count({.verdict = Verdict::kFailed});
  tally.Count({.verdict = Verdict::kSkipped});
  tally.Count({.verdict = Verdict::kError});
  tally.Add({.cases = 4, .passed = 1, .failed = 1, .skipped = 1, .errors = 1});
  EXPECT_EQ(tally, (PostTally{.cases = 8, .passed = 2, .failed = 2, .skipped = 2, .errors = 2}));
}

TEST(PostTest, SaysThatItPassed) {
  constexpr std::array kModules{PostModule{.name = "m", .text = "1 -> 1\n"}};
  PostTestStorage storage(kPostEnvelope);
  TextCollector console;
  EXPECT_TRUE(storage.Run(kModules, console).AllPassed());
  EXPECT_TRUE(console.text().ends_with("POST passed\n"));
}

TEST(PostTallyTest, JoinsWhatPhysicsSawInOrder) {
  PostTally one;
  one.Count({.verdict = Verdict::kPassed, .window_hash = 1});
  one.Count({.verdict = Verdict::kPassed});
  EXPECT_EQ(one.observed, 1U);
  PostTally other;
  other.Count({.verdict = Verdict::kPassed, .window_hash = 2});
  PostTally both = one;
  both.Add(other);
  EXPECT_EQ(both.observed, 2U);
  PostTally turned = other;
  turned.Add(one);
  EXPECT_NE(both.window_hash, turned.window_hash);
  PostTally unseen = one;
  unseen.Add({.cases = 1, .passed = 1});
  EXPECT_EQ(unseen.window_hash, one.window_hash);
}

}  // namespace
}  // namespace starkernel::parity
