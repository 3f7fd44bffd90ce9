#include "src/forthvm/words/key_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(KeyWords, XkeyReadsCharacters) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("XKEY? . XKEY .", "A"), "-1 65 ok");
  EXPECT_EQ(vm.Answer("XKEY . XKEY . XKEY .", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"),
            "233 8364 128512 ok");
  EXPECT_EQ(vm.Answer("XKEY . XKEY . XKEY . XKEY .", "\x80\xc3y\xed\xa0\x80"),
            "65533 65533 121 65533 ok");
  EXPECT_EQ(vm.Answer("XKEY? ."), "0 ok");
}

TEST(KeyWords, XkeyWaitsInsideACharacter) {
  VmHarness vm;
  vm.Answer(": T XKEY . ;");
  vm.host().TypeLine("T");
  vm.host().TypeKeys("\xe2\x82");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  vm.TakeTranscript();
  vm.host().TypeKeys("\xac");
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), "8364 ok\n");
}

TEST(KeyWords, EkeyKnowsFunctionKeys) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("EKEY K-UP = . EKEY K-DOWN = . EKEY K-RIGHT = . EKEY K-LEFT = .",
                      "\x1b[A\x1b[B\x1bOC\x1b[D"),
            "-1 -1 -1 -1 ok");
  EXPECT_EQ(vm.Answer("EKEY K-HOME = . EKEY K-END = . EKEY K-PRIOR = . EKEY K-NEXT = .",
                      "\x1b[H\x1b[4~\x1b[5~\x1b[6~"),
            "-1 -1 -1 -1 ok");
  EXPECT_EQ(vm.Answer("EKEY K-INSERT = . EKEY K-DELETE = . EKEY K-F1 = . EKEY K-F5 = .",
                      "\x1b[2~\x1b[3~\x1bOP\x1b[15~"),
            "-1 -1 -1 -1 ok");
  EXPECT_EQ(vm.Answer("EKEY K-F6 = . EKEY K-F10 = . EKEY K-F11 = . EKEY K-F12 = .",
                      "\x1b[17~\x1b[21~\x1b[23~\x1b[24~"),
            "-1 -1 -1 -1 ok");
}

TEST(KeyWords, EkeyKnowsModifiers) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("EKEY K-UP K-SHIFT-MASK OR = . EKEY K-F5 K-CTRL-MASK OR = . "
                      "EKEY K-DELETE K-ALT-MASK OR K-SHIFT-MASK OR = .",
                      "\x1b[1;2A\x1b[15;5~\x1b[3;4~"),
            "-1 -1 -1 ok");
  EXPECT_EQ(vm.Answer("EKEY 'x' K-ALT-MASK OR = .", "\x1bx"), "-1 ok");
}

TEST(KeyWords, EventsAreOneOfThreeKinds) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("EKEY? . EKEY EKEY>CHAR . .", "A"), "-1 -1 65 ok");
  EXPECT_EQ(
      vm.Answer("EKEY DUP EKEY>CHAR . DROP DUP EKEY>XCHAR . . EKEY>FKEY . DROP", "\xe2\x82\xac"),
      "0 -1 8364 0 ok");
  EXPECT_EQ(
      vm.Answer("EKEY DUP EKEY>CHAR . DROP DUP EKEY>XCHAR . DROP EKEY>FKEY . K-UP = .", "\x1b[A"),
      "0 0 -1 -1 ok");
  EXPECT_EQ(vm.Answer("EKEY EKEY>FKEY . K-UP = .", "\x1b[99~"), "-1 0 ok");
  EXPECT_EQ(vm.Answer("EKEY? ."), "0 ok");
}

TEST(KeyWords, EscapeAloneIsACharacter) {
  VmHarness vm;
  vm.Answer(": T EKEY . ;");
  vm.host().TypeLine("T");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  vm.TakeTranscript();
  vm.host().TypeKeys("\x1b");
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), "27 ok\n");
}

}  // namespace
}  // namespace starkernel::forthvm
