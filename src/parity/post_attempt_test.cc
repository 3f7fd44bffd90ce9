#include "src/parity/post_attempt.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/heap/block.h"
#include "src/parity/post.h"
#include "src/parity/post_case.h"
#include "src/parity/post_reader.h"
#include "src/parity/post_test_storage.h"
#include "src/ramfs/small_machine.h"

namespace starkernel::parity {
namespace {

class PostAttemptTest : public testing::Test {
 protected:
  /// The verdict on the first case of the text.
  Verdict Attempt(std::string_view text) {
    const PostModule module{.name = "module", .text = text};
    PostReader reader(module);
    const auto post_case = reader.Next();
    TextCollector report;
    TextWriter writer(report);
    const CaseResult result = AttemptCase(module, post_case.value_or(PostCase{}), storage_.model(),
                                          storage_.storage(), storage_.heap(), writer);
    report_ = report.text();
    window_hash_ = result.window_hash;
    return result.verdict;
  }

  void ExpectPass(std::string_view text) {
    EXPECT_EQ(Attempt(text), Verdict::kPassed) << report_;
    EXPECT_EQ(report_, "");
  }
  void ExpectFailure(std::string_view text, std::string_view got) {
    EXPECT_EQ(Attempt(text), Verdict::kFailed) << text;
    EXPECT_TRUE(report_.ends_with("\n  got:      " + std::string(got) + "\n")) << report_;
  }

  PostTestStorage storage_{kPostEnvelope};
  std::optional<std::uint64_t> window_hash_;
  std::string report_;
};

TEST_F(PostAttemptTest, ComparesTheStack) {
  ExpectPass("1 2 -> 1 2");
  ExpectFailure("1 2 -> 1", "1 2 | \"\"");
  ExpectFailure("1 2 -> 1 2 3", "1 2 | \"\"");
  ExpectFailure("1 2 -> 2 1", "1 2 | \"\"");
  EXPECT_EQ(report_, "module:1: 1 2\n  expected: 2 1\n  got:      1 2 | \"\"\n");
}

TEST_F(PostAttemptTest, ComparesTheOutput) {
  ExpectPass("1 . -> | \"1 \"");
  ExpectPass("CR 1 . CR -> | \"\\n1 \\n\"");
  ExpectFailure("1 . ->", "| \"1 \"");
  ExpectFailure("1 . -> | \"1\"", "| \"1 \"");
  ExpectFailure("1 . CR -> | \"1 \"", "| \"1 \\n\"");
  ExpectFailure("-> | \"x\"", "| \"\"");
}

TEST_F(PostAttemptTest, ComparesThrows) {
  ExpectPass("1 0 / -> throw -10");
  ExpectPass("1 0 / -> throw -10 \"division by zero: /\"");
  ExpectPass("5 . 1 0 / -> throw -10 | \"5 \"");
  ExpectPass("5 . CR 1 0 / -> throw -10 | \"5 \\n\"");
  ExpectPass(": A 1 0 / ; : B A ; 5 . B -> throw -10 \"division by zero: /\" | \"5 \"");
  ExpectFailure(": A 1 0 / ; A ->",
                "throw -10 | \"case:1:13: ? division by zero: / (THROW -10)\\n  in A\\n\"");
  ExpectPass("ABORT -> throw -1");
  ExpectPass("5 . ABORT -> throw -1 | \"5 \"");
  const std::string report = "throw -10 | \"case:1:5: ? division by zero: / (THROW -10)\\n\"";
  ExpectFailure("1 0 / -> throw -9", report);
  ExpectFailure("1 0 / ->", report);
  ExpectFailure("1 0 / -> throw -10 \"division by zero: MOD\"", report);
  ExpectFailure("1 0 / -> throw -10 | \"5 \"", report);
  ExpectFailure("1 -> throw -10", "1 | \"\"");
}

TEST_F(PostAttemptTest, ComparesWhatIsParkedWhileItWaits) {
  ExpectPass(": T 1 >R KEY R> ; T -> waits 1");
  ExpectPass(": T 1 >R KEY R> ; T -> 65 1 keys \"A\"");
  ExpectFailure(": T 1 >R KEY R> ; T -> waits 2", "waits 1 | \"\"");
  ExpectFailure("KEY ->", "waits 0 | \"\"");
  ExpectFailure("1 -> 1 waits 0", "1 | \"\"");
  ExpectPass("BYE -> bye");
  ExpectFailure("BYE ->", "bye | \"\"");
}

TEST_F(PostAttemptTest, TypesTheUsersInterrupt) {
  ExpectPass("KEY KEY -> throw -28 keys \"A\\x03\"");
  ExpectPass("' KEY CATCH -> -28 keys \"\\x03\"");
}

TEST_F(PostAttemptTest, GivesTheModulesFiles) {
  ExpectPass("file a.fs \"1 2\\n3\"\nS\" a.fs\" INCLUDED -> 1 2 3");
  ExpectPass("S\" broken.fs\" INCLUDED -> throw -37");
  ExpectPass("S\" none.fs\" INCLUDED -> throw -38");
}

TEST_F(PostAttemptTest, EachCaseHasFilesAndBlocksOfItsOwn) {
  ExpectPass("S\" a\" R/W CREATE-FILE THROW CLOSE-FILE -> 0");
  ExpectPass("S\" a\" R/O OPEN-FILE NIP -> -38");
  ExpectPass("65 1 BLOCK C! UPDATE FLUSH 1 BLOCK C@ -> 65");
  ExpectPass("1 BLOCK C@ -> 32");
  EXPECT_EQ(storage_.heap().statistics().blocks, 0U);
}

TEST_F(PostAttemptTest, SaysThatThereIsNoMemoryForFiles) {
  ramfs::SmallMachine machine(PageCount{512});
  std::vector<heap::Block> taken;
  for (auto block = machine.heap().Allocate(KiB(16), ByteCount{16}); block.ok();
       block = machine.heap().Allocate(KiB(16), ByteCount{16})) {
    taken.push_back(std::move(block).value());
  }
  constexpr PostModule kModule{.name = "m", .text = {}};
  TextCollector text;
  TextWriter writer(text);
  EXPECT_EQ(AttemptCase(kModule, {.line = 3}, storage_.model(), storage_.storage(), machine.heap(),
                        writer)
                .verdict,
            Verdict::kError);
  EXPECT_EQ(text.text(), "m:3: no memory for files, blocks and kernel\n");
}

TEST_F(PostAttemptTest, EachCaseHasAVmInstanceOfItsOwn) {
  ExpectPass(": T 5 ; 7 PAD ! HERE 8 ALLOT 9 SWAP ! ->");
  ExpectPass("T -> throw -13");
  ExpectPass("PAD @ HERE @ -> 0 0");
}

TEST_F(PostAttemptTest, TellsWhatPhysicsSaw) {
  ExpectPass("1 -> 1");
  EXPECT_FALSE(window_hash_.has_value());
  ExpectPass(": T 9 0 DO LOOP ; PHYSICS-ON 1 PHYSICS-PERIOD! T ->");
  const std::optional<std::uint64_t> nine = window_hash_;
  EXPECT_TRUE(nine.has_value());
  ExpectPass(": T 9 0 DO LOOP ; PHYSICS-ON 1 PHYSICS-PERIOD! T ->");
  EXPECT_EQ(window_hash_, nine);
  ExpectPass(": T 8 0 DO LOOP ; PHYSICS-ON 1 PHYSICS-PERIOD! T ->");
  EXPECT_NE(window_hash_, nine);
}

TEST_F(PostAttemptTest, SkipsWhatIsNotThere) {
  EXPECT_EQ(Attempt("needs NO-SUCH-WORD\n1 -> 2"), Verdict::kSkipped);
  EXPECT_EQ(report_, "");
  EXPECT_EQ(Attempt("needs DUP\n1 -> 1"), Verdict::kPassed);
}

TEST_F(PostAttemptTest, SaysWhatIsNoCaseAndWhatNeverEnds) {
  EXPECT_EQ(Attempt("\n1 -> one"), Verdict::kError);
  EXPECT_EQ(report_, "module:2: the expectation does not end where it should\n");
  EXPECT_EQ(Attempt(": T BEGIN AGAIN ; T ->"), Verdict::kError);
  EXPECT_TRUE(report_.ends_with("got:      never ends | \"\"\n")) << report_;
  EXPECT_EQ(Attempt(": T 5000 0 DO 65 EMIT LOOP ; T ->"), Verdict::kFailed);
}

TEST_F(PostAttemptTest, NeedsStorageForAVmInstance) {
  PostTestStorage small(KiB(8));
  TextCollector report;
  TextWriter writer(report);
  const PostModule module{.name = "module", .text = "->"};
  EXPECT_EQ(AttemptCase(module, {.line = 1}, small.model(), small.storage(), small.heap(), writer)
                .verdict,
            Verdict::kError);
  EXPECT_EQ(report.text(), "module:1: no VM instance: invalid argument\n");
}

}  // namespace
}  // namespace starkernel::parity
