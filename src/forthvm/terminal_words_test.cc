#include "src/forthvm/terminal_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(TerminalWords, KeyWaits) {
  VmHarness vm;
  vm.Go();
  vm.TakeTranscript();
  vm.host().lines.emplace_back("KEY . KEY .");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.TakeTranscript(), "KEY . KEY . ");
  vm.host().keys = "A";
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.TakeTranscript(), "65 ");
  vm.host().keys = "B";
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), "66 ok\n");
}

TEST(TerminalWords, KeyQuestionTakesNothing) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("KEY? ."), "0 ok");
  vm.host().keys = "AB";
  EXPECT_EQ(vm.Answer("KEY? . KEY? . KEY . KEY . KEY? ."), "-1 -1 65 66 0 ok");
}

TEST(TerminalWords, AcceptReadsALine) {
  VmHarness vm;
  vm.Go();
  vm.TakeTranscript();
  vm.host().lines.emplace_back("PAD 5 ACCEPT PAD SWAP TYPE");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  vm.host().lines.emplace_back("hello world");
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), "PAD 5 ACCEPT PAD SWAP TYPE hello hello ok\n");
  EXPECT_EQ(vm.Answer("0 5 ACCEPT"),
            "? invalid memory address: 0x0 in ACCEPT, valid are 0x1000 to 0xfffff (THROW -9)");
}

TEST(TerminalWords, TheEndOfInputEndsTheVm) {
  for (const std::string_view line : {"KEY", "KEY?", "PAD 5 ACCEPT", "5 DROP"}) {
    VmHarness vm;
    vm.host().lines.emplace_back(line);
    vm.host().closed = true;
    EXPECT_EQ(vm.Go(), RunOutcome::kBye) << line;
    EXPECT_EQ(vm.Go(), RunOutcome::kBye) << line;
  }
}

TEST(TerminalWords, RefillReadsTheTerminal) {
  VmHarness vm;
  vm.Go();
  vm.host().lines.emplace_back(": NEXT-LINE REFILL . SOURCE TYPE ; NEXT-LINE");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  vm.TakeTranscript();
  vm.host().lines.emplace_back("\\ more");
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), "\\ more -1 \\ more ok\n");
}

}  // namespace
}  // namespace starkernel::forthvm
