#include "src/forthvm/error_report.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

/// What is written about a file that is interpreted before the prompt.
std::string ReportOf(std::string_view file) {
  VmHarness vm({.files = {{"a.fs", std::string(file)}}, .startup = {"a.fs"}});
  EXPECT_EQ(vm.Go(), RunOutcome::kUncaughtErrorInStartup);
  return vm.TakeTranscript();
}

TEST(ErrorReport, HasFileLineAndColumn) {
  EXPECT_EQ(ReportOf("NO-SUCH"), "a.fs:1:1: ? undefined word: NO-SUCH (THROW -13)\n");
  EXPECT_EQ(ReportOf("1\n  2 NO-SUCH 3\n"), "a.fs:2:5: ? undefined word: NO-SUCH (THROW -13)\n");
  EXPECT_EQ(ReportOf("1 \t' NO-SUCH"), "a.fs:1:6: ? undefined word: NO-SUCH (THROW -13)\n");
  EXPECT_EQ(ReportOf(": X 1 0 / ;\n5 X 6"),
            "a.fs:2:3: ? division by zero: / (THROW -10)\n  in X\n");
}

TEST(ErrorReport, CountsCharactersNotBytes) {
  EXPECT_EQ(ReportOf("S\" äö€😀\" 2DROP X"), "a.fs:1:16: ? undefined word: X (THROW -13)\n");
}

TEST(ErrorReport, HasThePlaceInTheFileOfWhatIsEvaluated) {
  EXPECT_EQ(ReportOf("1\nS\" 2 NO-SUCH\" EVALUATE"),
            "a.fs:2:15: ? undefined word: NO-SUCH (THROW -13)\n"
            "  at column 3 of \"2 NO-SUCH\"\n");
}

TEST(ErrorReport, HasThePlaceInTheInnermostFile) {
  VmHarness vm(
      {.files = {{"a.fs", "1 INCLUDE b.fs"}, {"b.fs", "\n 2 NO-SUCH"}, {"c.fs", " 1 0 /"}}});
  EXPECT_EQ(vm.WholeAnswer("INCLUDE a.fs 1 2 3"),
            "b.fs:2:4: ? undefined word: NO-SUCH (THROW -13)\n  from a.fs:1:11");
  EXPECT_EQ(vm.WholeAnswer(": X S\" c.fs\" INCLUDED ; X"),
            "c.fs:1:6: ? division by zero: / (THROW -10)\n  in X");
}

TEST(ErrorReport, OfATooLongLineOrAnUnfinishedFileHasThatLine) {
  EXPECT_EQ(
      ReportOf("1 2 3\n" + std::string(1025, ' ')),
      "a.fs:2:1: ? parsed string overflow: the line has too many characters, the limit is 1024 "
      "(THROW -18)\n");
  EXPECT_EQ(
      ReportOf(": X 1 2\n 3 4\n"),
      "a.fs:2:5: ? unexpected end of file: the definition of X is not finished (THROW -39)\n");
}

TEST(ErrorReport, HasTheColumnOfATypedLineThatIsNotAtItsEnd) {
  VmHarness vm;
  EXPECT_EQ(vm.WholeAnswer("1 NO-SUCH"), "? undefined word: NO-SUCH (THROW -13)");
  EXPECT_EQ(vm.WholeAnswer("1 NO-SUCH  "), "? undefined word: NO-SUCH (THROW -13)");
  EXPECT_EQ(vm.WholeAnswer("1 NO-SUCH 2"), "? undefined word: NO-SUCH (THROW -13)\n  at column 3");
  EXPECT_EQ(vm.WholeAnswer(": X 1 0 / ; : Y X ; Y Y"),
            "? division by zero: / (THROW -10)\n  in X\n  in Y\n  at column 21");
  EXPECT_EQ(vm.WholeAnswer("S\" X\" EVALUATE 5"),
            "? division by zero: / (THROW -10)\n  in X\n  at column 1 of \"X\"\n  at column 7");
  EXPECT_EQ(vm.WholeAnswer("S\" X 5\" EVALUATE"),
            "? division by zero: / (THROW -10)\n  in X\n  at column 1 of \"X 5\"");
}

TEST(ErrorReport, HasTheLineAndColumnInTheInnermostBlock) {
  VmHarness vm({.files = {{"a.fs", "\n3 LOAD"}, {"b.fs", "\n NO-SUCH"}}});
  vm.Answer(": PUT ( c-addr u line block -- ) BLOCK SWAP 64 * + SWAP MOVE UPDATE ;");
  vm.Answer("S\" 1 . äö 4 LOAD\" 2 3 PUT S\" NO-SUCH\" 0 4 PUT : äö ;");
  EXPECT_EQ(vm.WholeAnswer("3 LOAD 5"),
            "1 \nblock 4:0:1: ? undefined word: NO-SUCH (THROW -13)\n  from block 3:2:10");
  EXPECT_EQ(vm.WholeAnswer("INCLUDE a.fs"),
            "1 \nblock 4:0:1: ? undefined word: NO-SUCH (THROW -13)\n  from block 3:2:10\n"
            "  from a.fs:2:3");
  vm.Answer("S\" : Q 1 0 / ; äö Q\" 15 4 PUT S\" 5 .    \" 0 4 PUT");
  EXPECT_EQ(vm.WholeAnswer("4 LOAD"),
            "5 \nblock 4:15:16: ? division by zero: / (THROW -10)\n  in Q");
  vm.Answer("S\" INCLUDE b.fs\" 1 5 PUT");
  EXPECT_EQ(vm.WholeAnswer("5 LOAD"),
            "b.fs:2:2: ? undefined word: NO-SUCH (THROW -13)\n  from block 5:1:9");
}

TEST(ErrorReport, OfABlocksEndIsBehindItsLastCharacter) {
  VmHarness vm;
  vm.Answer("S\" CREATE\" 3 BLOCK 1018 + SWAP MOVE UPDATE");
  EXPECT_EQ(vm.WholeAnswer("3 LOAD"), "block 3:15:65: ? a name is missing (THROW -16)");
}

/// Guest code may write anything into >IN and into the line.
TEST(ErrorReport, SurvivesAnyPlaceInTheLine) {
  VmHarness vm;
  EXPECT_EQ(vm.WholeAnswer(": X -1 >IN ! 1 0 / ; X 5"),
            "? division by zero: / (THROW -10)\n  in X");
  EXPECT_EQ(vm.WholeAnswer(": Y 0 >IN ! 1 0 / ; Y"),
            "? division by zero: / (THROW -10)\n  in Y\n  at column 21");
  EXPECT_EQ(vm.WholeAnswer("SOURCE 128 FILL 1 0 / 5"),
            "? undefined word: \\x80\\x80\\x80\\x80\\x80\\x80\\x80 (THROW -13)");
}

TEST(ErrorReport, NamesTheFilesAroundWithStringsLeftOut) {
  VmHarness vm({.files = {{"a.fs", ": A S\" b.fs\" INCLUDED ;\n\n A"},
                          {"b.fs", "\n S\" INCLUDE c.fs\" EVALUATE"},
                          {"c.fs", " 1 0 /"}}});
  EXPECT_EQ(vm.WholeAnswer("INCLUDE a.fs"),
            "c.fs:1:6: ? division by zero: / (THROW -10)\n"
            "  from b.fs:2:19\n  from a.fs:3:2\n  in A");
}

TEST(ErrorReport, SaysWhereWhatIsNotClosedBegan) {
  EXPECT_EQ(ReportOf("1\n( a\nb\n"),
            "a.fs:3:1: ? unexpected end of file: ( of line 2 has no ) (THROW -39)\n");
  EXPECT_EQ(ReportOf(": X ( a"),
            "a.fs:1:5: ? unexpected end of file: ( of line 1 has no ) (THROW -39)\n");
  EXPECT_EQ(ReportOf("( a\nb ) 1\n\n0 [IF] 2\n\n3"),
            "a.fs:6:2: ? [IF], [ELSE] or [THEN] error: [THEN] is missing for what began in line 4 "
            "(THROW -58)\n");
  VmHarness vm;
  vm.Answer("S\" 0 [IF]\" 5 BLOCK SWAP MOVE UPDATE");
  EXPECT_EQ(vm.Answer("5 LOAD"),
            "block 63:15:65: ? [IF], [ELSE] or [THEN] error: [THEN] is missing for what began in "
            "block 5 (THROW -58)");
  EXPECT_EQ(vm.Answer("S\" 0 [IF]\" EVALUATE"),
            "? [IF], [ELSE] or [THEN] error: [THEN] is missing (THROW -58)");
}

TEST(ErrorReport, KnowsNoByteOrderMark) {
  EXPECT_EQ(ReportOf("\xEF\xBB\xBF X"), "a.fs:1:2: ? undefined word: X (THROW -13)\n");
  EXPECT_EQ(ReportOf("\xEF\xBB\xBF" + std::string(1022, ' ') + "XY\r\n Z"),
            "a.fs:1:1023: ? undefined word: XY (THROW -13)\n");
  EXPECT_EQ(ReportOf("\xEF\xBB\xBF\r\n\xEF\xBB\xBF"),
            "a.fs:2:1: ? undefined word: \xEF\xBB\xBF (THROW -13)\n");
  VmHarness vm({.files = {{"b.fs", "\xEF\xBB\xBF"},
                          {"c.fs",
                           "\xEF\xBB\xBF"
                           "5"}}});
  EXPECT_EQ(vm.WholeAnswer("INCLUDE b.fs INCLUDE c.fs ."), "5 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
