#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

/// Types the line, runs three quanta and interrupts; gives what is written from then on.
std::string AnswerToBreak(VmHarness& vm, std::string_view line) {
  vm.Go();
  vm.host().TypeLine(line);
  for (int runs = 0; runs < 3; ++runs) {
    vm.vm().Run(Reductions(100));
  }
  vm.TakeTranscript();
  vm.vm().Break();
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  return vm.TakeTranscript();
}

TEST(Break, InterruptsWhatNeverEnds) {
  VmHarness vm;
  EXPECT_EQ(AnswerToBreak(vm, ": X BEGIN AGAIN ; X"),
            "\n? user interrupt: X (THROW -28)\n  in X\n");
  EXPECT_EQ(AnswerToBreak(vm, "DEFER A ' A IS A A"), "\n? user interrupt: A (THROW -28)\n");
  EXPECT_EQ(AnswerToBreak(vm, ":NONAME BEGIN AGAIN ; EXECUTE"),
            "\n? user interrupt: a word without a name (THROW -28)\n  in a word without a name\n");
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
}

TEST(Break, InterruptsWaitingForAKey) {
  VmHarness vm;
  EXPECT_EQ(AnswerToBreak(vm, ": K KEY ; K"), "\n? user interrupt: KEY (THROW -28)\n  in K\n");
  EXPECT_EQ(AnswerToBreak(vm, "PAD 9 ACCEPT"), "\n? user interrupt: KEY (THROW -28)\n");
  EXPECT_EQ(AnswerToBreak(vm, "KEY"), "\n? user interrupt: KEY (THROW -28)\n");
  EXPECT_EQ(vm.WholeAnswer("KEY", "\x03"), "? user interrupt: KEY (THROW -28)");
  EXPECT_EQ(vm.WholeAnswer("XKEY", "\x03"), "? user interrupt: KEY (THROW -28)");
  EXPECT_EQ(vm.WholeAnswer("KEY?", "\x03"), "? user interrupt: KEY? (THROW -28)");
  EXPECT_EQ(vm.Answer("DEPTH ."), "0 ok");
}

TEST(Break, InterruptsALongWord) {
  VmHarness vm;
  const std::string rest = AnswerToBreak(vm, ": L 1000000 SPACES ; L");
  EXPECT_EQ(rest, "\n? user interrupt: SPACES (THROW -28)\n  in L\n");
}

TEST(Break, CanBeCaught) {
  VmHarness vm;
  EXPECT_EQ(AnswerToBreak(vm, ": X BEGIN AGAIN ; ' X CATCH ."), "-28 ok\n");
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
}

TEST(Break, DoesNothingAtThePrompt) {
  VmHarness vm;
  vm.Go();
  vm.TakeTranscript();
  vm.vm().Break();
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.TakeTranscript(), "");
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
  EXPECT_EQ(vm.Answer("FOO"), "? undefined word: FOO (THROW -13)");
}

TEST(Break, DoesNotReviveWhatHasEnded) {
  VmHarness vm;
  vm.host().TypeLine("BYE");
  EXPECT_EQ(vm.Go(), RunOutcome::kBye);
  vm.TakeTranscript();
  vm.vm().Break();
  EXPECT_EQ(vm.Go(), RunOutcome::kBye);
  EXPECT_EQ(vm.TakeTranscript(), "");
}

TEST(Break, InStartUpEndsTheFile) {
  VmHarness vm({.files = {{"a.fs", ": X BEGIN AGAIN ;\nX\n"}}, .startup = {"a.fs"}});
  EXPECT_EQ(vm.vm().Run(Reductions(100)), RunOutcome::kQuantumSpent);
  vm.vm().Break();
  EXPECT_EQ(vm.Go(), RunOutcome::kUncaughtErrorInStartup);
  EXPECT_EQ(vm.TakeTranscript(), "a.fs:2:1: ? user interrupt: X (THROW -28)\n  in X\n");
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
