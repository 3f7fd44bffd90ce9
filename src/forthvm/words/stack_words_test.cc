#include "src/forthvm/words/stack_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(StackWords, RearrangeItems) {
  ExpectAnswers({
      {"1 2 DUP .S 2DROP DROP", "<3> 1 2 2 ok"},
      {"0 ?DUP 7 ?DUP .S 2DROP DROP", "<3> 0 7 7 ok"},
      {"1 2 SWAP . .", "1 2 ok"},
      {"1 2 OVER . . .", "1 2 1 ok"},
      {"1 2 NIP .S DROP", "<1> 2 ok"},
      {"1 2 TUCK .S 2DROP DROP", "<3> 2 1 2 ok"},
      {"1 2 3 ROT .S 2DROP DROP", "<3> 2 3 1 ok"},
      {"1 2 3 -ROT .S 2DROP DROP", "<3> 3 1 2 ok"},
      {"1 2 2DUP .S 2DROP 2DROP", "<4> 1 2 1 2 ok"},
      {"1 2 3 4 2SWAP .S 2DROP 2DROP", "<4> 3 4 1 2 ok"},
      {"1 2 3 4 2OVER .S 2DROP 2DROP 2DROP", "<6> 1 2 3 4 1 2 ok"},
      {"1 2 3 4 5 6 2ROT .S 2DROP 2DROP 2DROP", "<6> 3 4 5 6 1 2 ok"},
      {"DEPTH 1 DEPTH .S 2DROP DROP", "<3> 0 1 2 ok"},
  });
}

TEST(StackWords, PickAndRollCountFromTheTop) {
  ExpectAnswers({
      {"10 20 30 0 PICK . 2 PICK . 2DROP DROP", "30 10 ok"},
      {"10 20 30 2 ROLL .S 2DROP DROP", "<3> 20 30 10 ok"},
      {"10 20 30 0 ROLL .S 2DROP DROP", "<3> 10 20 30 ok"},
      {"10 20 2 PICK", "? stack underflow: PICK (THROW -4)"},
      {"10 20 -1 PICK", "? stack underflow: PICK (THROW -4)"},
      {"10 20 2 ROLL", "? stack underflow: ROLL (THROW -4)"},
      {".S", "<0> ok"},
  });
}

TEST(StackWords, EveryWordFaultsOnAStackTooShort) {
  VmHarness vm;
  for (const Word& word : stack_words::kWords) {
    if (word.name != "DEPTH" && word.name != "SP@") {
      EXPECT_EQ(vm.Answer(word.name),
                "? stack underflow: " + std::string(word.name) + " (THROW -4)");
    }
  }
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
}

TEST(StackWords, TheStackHoldsExactlyItsCapacity) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer(": FILL-UP 1024 0 DO I LOOP ; FILL-UP DEPTH"),
            "? stack overflow: DEPTH (THROW -3)");
  EXPECT_EQ(vm.Answer("FILL-UP"), "ok");
  EXPECT_EQ(vm.Stack().size(), capacity::kInteractive.stack);
  EXPECT_EQ(vm.Stack().back(), 1023);
  EXPECT_EQ(vm.Answer("DUP"), "? stack overflow: DUP (THROW -3)");
  EXPECT_EQ(vm.Answer("FILL-UP 5"), "? stack overflow: a number (THROW -3)");
  EXPECT_EQ(vm.Answer("FILL-UP DROP 5 . ."), "5 1022 ok");
}

TEST(StackWords, ThePointerIsACount) {
  ExpectAnswers({
      {"SP@ . 7 SP@ . 8 9 1 SP! .S", "0 1 <1> 7 ok"},
      {"1 SP! .S", "<1> 7 ok"},
      {"2 SP!", "? stack underflow: SP! (THROW -4)"},
      {"0 SP! .S -1 SP!", "<0> \n? stack underflow: SP! (THROW -4)"},
  });
}

TEST(ReturnStackWords, ParkItems) {
  ExpectAnswers({
      {": A 1 >R 2 R@ R> ; A .S 2DROP DROP", "<3> 2 1 1 ok"},
      {": B 1 2 2>R 3 2R@ 2R> ; B .S 2DROP 2DROP DROP", "<5> 3 1 2 1 2 ok"},
      {"R>", "? interpreting a compile-only word: R> (THROW -14)"},
  });
}

TEST(ReturnStackWords, CannotReachTheCaller) {
  ExpectAnswers({
      {": INNER R> ; : OUTER 5 >R INNER R> ; OUTER", "? return stack underflow: R> (THROW -6)"},
      {": LEFT 5 >R ; LEFT", "? return stack imbalance: LEFT (THROW -25)"},
      {": JUMP 12345 >R EXIT ; JUMP", "? return stack imbalance: JUMP (THROW -25)"},
      {": FULL BEGIN 1 >R AGAIN ; FULL", "? return stack overflow: >R (THROW -5)"},
      {": TWO 1 >R 2R> ; TWO", "? return stack underflow: 2R> (THROW -6)"},
      {": FINE 1 2 3 >R >R >R R> R> R> ; FINE . . .", "3 2 1 ok"},
      {"' R> EXECUTE", "? return stack underflow: R> (THROW -6)"},
      {"5 ' >R EXECUTE", "? return stack imbalance: INTERPRET (THROW -25)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
