#include "src/forthvm/words/saved_input_words.h"

#include <string>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(SavedInputWords, TheSameLineCanBeParsedAgain) {
  ExpectAnswers({
      {"SAVE-INPUT . 2DROP 2DROP", "4 ok"},
      {"VARIABLE N CREATE SAVED 5 CELLS ALLOT", "ok"},
      {": MARK SAVE-INPUT 5 0 DO SAVED I CELLS + ! LOOP ;", "ok"},
      {": BACK 1 N +! N @ 3 < IF 5 0 DO SAVED 4 I - CELLS + @ LOOP RESTORE-INPUT . THEN ;", "ok"},
      {"1 . MARK 2 . BACK 3 .", "1 2 0 2 0 2 3 ok"},
      {"0 N ! S\" 1 . MARK 2 . BACK 3 .\" EVALUATE", "1 2 0 2 0 2 3 ok"},
  });
}

TEST(SavedInputWords, OtherInputCannotBeRestored) {
  ExpectAnswers({
      {"SAVE-INPUT", "ok"},
      {"RESTORE-INPUT . DEPTH .", "-1 0 ok"},
      {"SAVE-INPUT S\" RESTORE-INPUT . DEPTH .\" EVALUATE", "-1 0 ok"},
      {"S\" SAVE-INPUT\" EVALUATE RESTORE-INPUT .", "-1 ok"},
      {"0 RESTORE-INPUT . 1 2 3 3 RESTORE-INPUT . DEPTH .", "-1 -1 0 ok"},
      {"1 2 RESTORE-INPUT", "? stack underflow: RESTORE-INPUT (THROW -4)"},
      {"-1 RESTORE-INPUT", "? stack underflow: RESTORE-INPUT (THROW -4)"},
  });
}

TEST(SavedInputWords, AFileIsReadAgainFromThatLine) {
  VmHarness vm({.files = {{"again.fs",
                           "VARIABLE N\n"
                           "CREATE SAVED 5 CELLS ALLOT\n"
                           ": MARK SAVE-INPUT 5 0 DO SAVED I CELLS + ! LOOP ;\n"
                           ": KEPT 5 0 DO SAVED 4 I - CELLS + @ LOOP ;\n"
                           "1 . MARK 2 .\n"
                           "3 . 1 N +!\n"
                           ": BACK N @ 3 < IF KEPT RESTORE-INPUT . THEN ; BACK 4 .\n"
                           "NO-SUCH\n"}}});
  EXPECT_EQ(vm.Answer("INCLUDE again.fs"),
            "1 2 3 0 2 3 0 2 3 4 \nagain.fs:8:1: ? undefined word: "
            "NO-SUCH (THROW -13)");
}

TEST(SavedInputWords, ABlockIsTakenUpAgain) {
  VmHarness vm;
  vm.Answer(": PUT ( c-addr u line block -- ) BLOCK SWAP 64 * + SWAP MOVE UPDATE ;");
  vm.Answer("VARIABLE N CREATE SAVED 5 CELLS ALLOT");
  vm.Answer(": MARK SAVE-INPUT 5 0 DO SAVED I CELLS + ! LOOP ;");
  vm.Answer(": KEPT 5 0 DO SAVED 4 I - CELLS + @ LOOP ;");
  vm.Answer(": BACK 1 N +! N @ 3 < IF KEPT RESTORE-INPUT . THEN ;");
  vm.Answer("S\" 1 . MARK BLK ? -->\" 0 5 PUT S\" BLK ? BACK 2 .\" 0 6 PUT");
  EXPECT_EQ(vm.Answer("5 LOAD"), "1 5 6 0 5 6 0 5 6 2 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
