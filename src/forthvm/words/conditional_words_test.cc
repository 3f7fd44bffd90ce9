#include "src/forthvm/words/conditional_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(ConditionalWords, ChooseInALine) {
  ExpectAnswers({
      {"TRUE [IF] 1 . [ELSE] 2 . [THEN] 3 .", "1 3 ok"},
      {"FALSE [IF] 1 . [ELSE] 2 . [THEN] 3 .", "2 3 ok"},
      {"0 [IF] 1 . [THEN] 3 . 5 [if] 4 . [then]", "3 4 ok"},
      {"0 [IF] 1 [IF] 1 . [ELSE] 2 . [THEN] [ELSE] 3 . 0 [IF] 4 . [ELSE] 5 . [THEN] [THEN] 6 .",
       "3 5 6 ok"},
      {"1 [IF] 1 . [ELSE] 0 [IF] 2 . [ELSE] 3 . [THEN] [THEN] 4 .", "1 4 ok"},
      {": T [ 1 ] [IF] 1 . [ELSE] 2 . [THEN] ; T", "1 ok"},
      {": U [ 0 ] [IF] 1 . [ELSE] 2 . [THEN] ; U", "2 ok"},
  });
}

TEST(ConditionalWords, SkipOverLines) {
  VmHarness vm({.files = {{"f.fs", "0 [IF]\n1 .\n1 [IF] 2 . [THEN]\n[ELSE] 3 .\n[THEN] 4 .\n"},
                          {"open.fs", "0 [IF]\n1 .\n"}}});
  EXPECT_EQ(vm.Answer("INCLUDE f.fs"), "3 4 ok");
  EXPECT_EQ(vm.Answer("INCLUDE open.fs"),
            "open.fs:2:4: ? [IF], [ELSE] or [THEN] error: [THEN] is missing for what began in "
            "line 1 (THROW -58)");
  EXPECT_EQ(vm.Answer("S\" 0 [IF] 5\" EVALUATE"),
            "? [IF], [ELSE] or [THEN] error: [THEN] is missing (THROW -58)");
  vm.host().TypeLines({"0 [IF]", "1 .", "[THEN] 7 ."});
  vm.Go();
  EXPECT_TRUE(vm.TakeTranscript().ends_with("[THEN] 7 . 7 ok\n"));
}

TEST(ConditionalWords, KnowWhatIsDefined) {
  ExpectAnswers({
      {"[DEFINED] DUP . [DEFINED] dup . [DEFINED] NO-SUCH .", "-1 -1 0 ok"},
      {"[UNDEFINED] DUP . [UNDEFINED] NO-SUCH .", "0 -1 ok"},
      {": T [ [DEFINED] T ] LITERAL ; T .", "0 ok"},
      {"[DEFINED]", "? a name is missing (THROW -16)"},
      {"[IF]", "? stack underflow: 0= (THROW -4)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
