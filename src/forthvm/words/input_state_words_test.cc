#include "src/forthvm/words/input_state_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(InputStateWords, GoBackInALine) {
  ExpectAnswers({
      {"VARIABLE N", "ok"},
      {"SAVE-INPUT 1 N +! N ? N @ 1 = [IF] RESTORE-INPUT [ELSE] [THEN] N ? .", "1 2 2 0 ok"},
      {"0 N ! S\" SAVE-INPUT 1 N +! N ? N @ 1 = [IF] RESTORE-INPUT [ELSE] [THEN] .\" EVALUATE",
       "1 2 0 ok"},
  });
}

TEST(InputStateWords, GoBackToALineOfAFile) {
  VmHarness vm({.files = {{"f.fs",
                           "VARIABLE N\r\n5 . SAVE-INPUT 6 .\r\nN ?\r\n1 N +!\r\n"
                           "[UNDEFINED] BACK [IF] : BACK N @ 2 < IF RESTORE-INPUT ABORT\" no way\" "
                           "THEN ; [THEN]\r\n"
                           "BACK NO-SUCH\r\n"}}});
  EXPECT_EQ(vm.Answer("INCLUDE f.fs"),
            "5 6 0 6 1 \nf.fs:6:6: ? undefined word: NO-SUCH (THROW -13)");
}

TEST(InputStateWords, KnowWhatCannotBeRestored) {
  ExpectAnswers({
      {"SAVE-INPUT", "ok"},
      {"RESTORE-INPUT .", "-1 ok"},
      {"SAVE-INPUT : T S\" RESTORE-INPUT .\" EVALUATE ; T", "-1 ok"},
      {"0 0 0 0 5 RESTORE-INPUT", "? argument type mismatch: RESTORE-INPUT (THROW -12)"},
      {"0 0 0 4 RESTORE-INPUT", "? stack underflow: RESTORE-INPUT (THROW -4)"},
  });
}

TEST(InputStateWords, ForgedPlacesStayInTheFile) {
  VmHarness vm({.files = {{"f.fs",
                           ": TRY >R 0 1 R> 2 4 RESTORE-INPUT . ;\n"
                           "-1 TRY 9999 TRY\n"}}});
  EXPECT_EQ(vm.Answer("INCLUDE f.fs"), "-1 -1 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
