#include "src/forthvm/evaluated_strings.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

constexpr std::string_view kUndefined = "? undefined word: NO-SUCH (THROW -13)\n";

/// The report of a string that is evaluated.
std::string ReportOf(const std::string& text) {
  VmHarness vm({.envelope = MiB(4)});
  return vm.WholeAnswer("S\" " + text + "\" EVALUATE");
}

TEST(EvaluatedStrings, AFaultIsReportedWithItsColumn) {
  EXPECT_EQ(ReportOf("NO-SUCH"), std::string(kUndefined) + "  at column 1 of \"NO-SUCH\"");
  EXPECT_EQ(ReportOf("1 2 + . NO-SUCH 3"),
            "3 \n" + std::string(kUndefined) + "  at column 9 of \"1 2 + . NO-SUCH 3\"");
  EXPECT_EQ(ReportOf("1 CREATE"), "? a name is missing (THROW -16)\n  at column 9 of \"1 CREATE\"");
}

TEST(EvaluatedStrings, ColumnsAreCharacters) {
  EXPECT_EQ(ReportOf("( äö€😀 ) NO-SUCH"),
            std::string(kUndefined) + "  at column 10 of \"( äö€😀 ) NO-SUCH\"");
}

TEST(EvaluatedStrings, EachStringHasALineInnermostFirst) {
  VmHarness vm({.files = {{"a.fs", "\nS\" 7 A\" EVALUATE"}, {"b.fs", " NO-SUCH"}}});
  vm.Answer(": B S\" 1 0 / .\" EVALUATE ; : A S\" 5 B\" EVALUATE ;");
  const std::string report =
      "? division by zero: / (THROW -10)\n  in B\n  in A\n"
      "  at column 5 of \"1 0 / .\"\n  at column 3 of \"5 B\"\n";
  EXPECT_EQ(vm.WholeAnswer("S\" 2 A\" EVALUATE 3"),
            report + "  at column 3 of \"2 A\"\n  at column 9");
  EXPECT_EQ(vm.WholeAnswer("INCLUDE a.fs"), "a.fs:2:9: " + report + "  at column 3 of \"7 A\"");
  EXPECT_EQ(vm.WholeAnswer("S\" 1 INCLUDE b.fs\" EVALUATE"),
            "b.fs:1:2: ? undefined word: NO-SUCH (THROW -13)");
}

TEST(EvaluatedStrings, FourAreTold) {
  VmHarness vm;
  vm.Answer("VARIABLE N : DOWN -1 N +! N @ 0< IF 1 THROW THEN S\" DOWN\" EVALUATE ;");
  const std::string line = "  at column 1 of \"DOWN\"\n";
  const std::string four = line + line + line + line;
  EXPECT_EQ(vm.WholeAnswer("4 N ! DOWN"), "? uncaught exception (THROW 1)\n  in DOWN, 5 calls\n" +
                                              four.substr(0, four.size() - 1));
  EXPECT_EQ(vm.WholeAnswer("6 N ! DOWN"),
            "? uncaught exception (THROW 1)\n  in DOWN, 7 calls\n" + four + "  ... 2 strings more");
}

TEST(EvaluatedStrings, OfALongStringTheSurroundingsAreShown) {
  const std::string blanks(100, ' ');
  EXPECT_EQ(ReportOf("abc " + blanks), "? undefined word: abc (THROW -13)\n  at column 1 of \"abc" +
                                           std::string(45, ' ') + "...\"");
  EXPECT_EQ(ReportOf(blanks + "NO-SUCH " + blanks),
            std::string(kUndefined) + "  at column 101 of \"..." + std::string(16, ' ') +
                "NO-SUCH" + std::string(25, ' ') + "...\"");
  EXPECT_EQ(ReportOf(blanks + "NO-SUCH 5"), std::string(kUndefined) + "  at column 101 of \"..." +
                                                std::string(39, ' ') + "NO-SUCH 5\"");
  EXPECT_EQ(ReportOf(std::string(40, ' ') + " NO-SUCH"),
            std::string(kUndefined) + "  at column 42 of \"" + std::string(41, ' ') + "NO-SUCH\"");
}

TEST(EvaluatedStrings, NoCharacterIsCut) {
  std::string marks;
  for (int count = 0; count < 40; ++count) {
    marks += "€";
  }
  EXPECT_EQ(ReportOf("( " + marks + " ) NO-SUCH"),
            std::string(kUndefined) + "  at column 46 of \"...€€€€€€€€€€€€ ) NO-SUCH\"");
  EXPECT_EQ(ReportOf("1 NO-SUCH " + marks),
            std::string(kUndefined) + "  at column 3 of \"1 NO-SUCH €€€€€€€€€€€€...\"");
}

TEST(EvaluatedStrings, FarFromTheBeginningBytesAreCounted) {
  VmHarness vm({.envelope = MiB(4)});
  vm.Answer("UNUSED 2/ CONSTANT SIZE CREATE T SIZE ALLOT T SIZE BL FILL");
  vm.Answer(": PUT ( place -- ) T + S\" NO-SUCH\" ROT SWAP MOVE ;");
  const std::string excerpt =
      " of \"..." + std::string(16, ' ') + "NO-SUCH" + std::string(25, ' ') + "...\"";
  vm.Answer("4096 PUT");
  EXPECT_EQ(vm.WholeAnswer("T SIZE EVALUATE"),
            std::string(kUndefined) + "  at column 4097" + excerpt);
  vm.Answer("T SIZE BL FILL 4097 PUT");
  EXPECT_EQ(vm.WholeAnswer("T SIZE EVALUATE"),
            std::string(kUndefined) + "  at byte 4098" + excerpt);
}

TEST(EvaluatedStrings, WhatATerminalObeysShowsAsABlank) {
  VmHarness vm;
  EXPECT_EQ(vm.WholeAnswer("S\\\" 1 DROP\\nNO-SUCH\\e\\x7F \" EVALUATE"),
            "? undefined word: NO-SUCH (THROW -13)\n  at column 8 of \"1 DROP NO-SUCH   \"");
}

/// The string lies where the program has put it, which may put something else there.
TEST(EvaluatedStrings, WhatIsShownIsThereNow) {
  VmHarness vm;
  vm.Answer("CREATE T 64 ALLOT T 64 BL FILL : SPOIL T 64 [CHAR] x FILL 1 0 / ;");
  vm.Answer("S\" 5 SPOIL\" T SWAP MOVE");
  EXPECT_EQ(vm.WholeAnswer("T 10 EVALUATE"),
            "? division by zero: / (THROW -10)\n  in SPOIL\n  at column 3 of \"xxxxxxxxxx\"");
}

}  // namespace
}  // namespace starkernel::forthvm
