#include "src/forthvm/words/classic_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(ClassicWords, ReadLines) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("PAD 5 EXPECT SPAN ? PAD SPAN @ TYPE", "abc\n"), "abc 3 abc ok");
  EXPECT_EQ(vm.Answer("TIB 3 TYPE"), "TIB ok");
  EXPECT_EQ(vm.Answer("?TERMINAL . ?TERMINAL .  KEY .", "A"), "-1 -1 65 ok");
  EXPECT_EQ(vm.Answer("?TERMINAL ."), "0 ok");
  vm.host().TypeLine("1 . QUERY 2 .");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  vm.TakeTranscript();
  vm.host().TypeLine("3 .");
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), "3 . 3 ok\n");
  EXPECT_EQ(vm.Answer("S\" QUERY\" EVALUATE"), "? unsupported operation: QUERY (THROW -21)");
}

TEST(ClassicWords, ReadNumbers) {
  ExpectAnswers({
      {": COUNTED C\" 123x\" ;", "ok"},
      {"0. COUNTED CONVERT C@ EMIT D. 7. COUNTED CONVERT DROP D.", "x123 7123 ok"},
      {"HEX 0. COUNTED CONVERT DROP D. DECIMAL", "123 ok"},
      {"BL WORD 42 NUMBER D. BL WORD -42 NUMBER D. BL WORD 18446744073709551616. NUMBER D.",
       "42 -42 18446744073709551616 ok"},
      {"BL WORD 4x NUMBER", "? undefined word: 4x (THROW -13)"},
      {"BL WORD 18446744073709551616 NUMBER",
       "? result out of range: 18446744073709551616 (THROW -11)"},
      {"0 NUMBER",
       "? invalid memory address: 0x0 in NUMBER, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"0. -1 CONVERT",
       "? invalid memory address: 0x0 in CONVERT, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"'7' $FFFFF C! 0. $FFFFE CONVERT $100000 = . D.", "-1 7 ok"},
  });
}

TEST(ClassicWords, TakeTextApart) {
  ExpectAnswers({
      {": TEXT S\\\"   ab cd\\z\" DROP ; TEXT BL ENCLOSE . . . DROP", "5 4 2 ok"},
      {"TEXT 'x' ENCLOSE . . . DROP TEXT 5 + BL ENCLOSE . . . DROP", "7 7 0 2 2 0 ok"},
      {"TEXT 7 + BL ENCLOSE . . . DROP", "1 1 0 ok"},
      {"S\" aabb\" 'b' SCAN TYPE S\" aabb\" 'x' SCAN . DROP", "bb0 ok"},
      {"S\" aabb\" 'a' SKIP TYPE S\" aa\" 'a' SKIP . DROP S\" ab\" 'b' SKIP TYPE", "bb0 ab ok"},
      {"HERE 1 2 2, HERE OVER - . 2@ . .", "16 2 1 ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
