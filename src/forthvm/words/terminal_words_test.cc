#include "src/forthvm/words/terminal_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(TerminalWords, KeyWaits) {
  VmHarness vm;
  vm.Go();
  vm.TakeTranscript();
  vm.host().TypeLine("KEY . KEY .");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.TakeTranscript(), "KEY . KEY . ");
  vm.host().TypeKeys("A");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.TakeTranscript(), "65 ");
  vm.host().TypeKeys("B");
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), "66 ok\n");
}

TEST(TerminalWords, KeyQuestionTakesNothing) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("KEY? ."), "0 ok");
  EXPECT_EQ(vm.Answer("KEY? . KEY? . KEY . KEY . KEY? .", "AB"), "-1 -1 65 66 0 ok");
}

TEST(TerminalWords, AcceptReadsALine) {
  VmHarness vm;
  vm.Go();
  vm.TakeTranscript();
  vm.host().TypeLine("PAD 5 ACCEPT PAD SWAP TYPE");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  vm.host().TypeLine("hello world");
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), "PAD 5 ACCEPT PAD SWAP TYPE hello\a\a\a\a\a\a hello ok\n");
  EXPECT_EQ(vm.Answer("0 5 ACCEPT"),
            "? invalid memory address: 0x0 in ACCEPT, valid are 0x1000 to 0xfffff (THROW -9)");
}

TEST(TerminalWords, KeysAndLinesAreOneStream) {
  VmHarness vm;
  vm.Go();
  vm.TakeTranscript();
  vm.host().TypeLines({"KEY? .", "1 2 + ."});
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), "KEY? . -1 ok\n1 2 + . 3 ok\n");
  vm.host().TypeLines({"KEY . PAD 5 ACCEPT .", "Aab", "3 4 + ."});
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), "KEY . PAD 5 ACCEPT . 65 ab 2 ok\n3 4 + . 7 ok\n");
}

TEST(TerminalWords, AcceptTakesCharactersBackAndKnowsEachLineEnd) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("PAD 5 ACCEPT PAD SWAP TYPE",
                      "\x08"
                      "ab\x7f"
                      "c\t\x01"
                      "d\r\n"),
            "ab\b \bc d ac d ok");
  EXPECT_EQ(vm.Answer("PAD 5 ACCEPT .", "a\xc3\xa4\x08\r"), "a\xc3\xa4\b \b 1 ok");
  EXPECT_EQ(vm.Answer("PAD 0 ACCEPT .", "x\n"), "\a 0 ok");
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
}

TEST(TerminalWords, AcceptTakesWholeCharacters) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("PAD 4 ACCEPT PAD SWAP TYPE", "a€€b\r"), "a€\a\a a€ ok");
  EXPECT_EQ(vm.Answer("PAD 4 ACCEPT .", "a€\x7F\x7F\x7Fxyzzy\r"), "a€\b \b\b \bxyzz\a 4 ok");
  // What is malformed is read as U+FFFD, as at the prompt.
  EXPECT_EQ(vm.Answer("PAD 9 ACCEPT PAD SWAP TYPE",
                      "\xC3"
                      "b\r"),
            "\xEF\xBF\xBD"
            "b \xEF\xBF\xBD"
            "b ok");
}

TEST(TerminalWords, AcceptTakesNoFunctionKeys) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("PAD 9 ACCEPT PAD SWAP TYPE", "a\x1b[3~\x1b[D\x1bOF\x1b[1;5H\x1bqb\r"),
            "ab ab ok");
}

TEST(TerminalWords, TheEndOfInputEndsTheVm) {
  for (const std::string_view line : {"KEY", "KEY?", "PAD 5 ACCEPT", "5 DROP"}) {
    VmHarness vm;
    vm.host().TypeLine(line);
    vm.host().closed = true;
    EXPECT_EQ(vm.Go(), RunOutcome::kBye) << line;
    EXPECT_EQ(vm.Go(), RunOutcome::kBye) << line;
  }
}

TEST(TerminalWords, RefillReadsTheTerminal) {
  VmHarness vm;
  vm.Go();
  vm.host().TypeLine(": NEXT-LINE REFILL . SOURCE TYPE ; NEXT-LINE");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  vm.TakeTranscript();
  vm.host().TypeLine("\\ more");
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), "\\ more -1 \\ more ok\n");
}

}  // namespace
}  // namespace starkernel::forthvm
