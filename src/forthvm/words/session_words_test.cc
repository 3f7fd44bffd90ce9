#include "src/forthvm/words/session_words.h"

#include <string>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(SessionWords, ColdMakesEverythingNew) {
  for (const std::string word : {"COLD", "REBOOT"}) {
    VmHarness vm;
    const GuestAddr here = vm.vm().here();
    const WordId words = vm.vm().word_end();
    vm.Answer(": MINE 1 ; 100 ALLOT 5 ALLOCATE 4 LOG-LEVEL! HEX 1 2 3");
    EXPECT_EQ(vm.Answer(": T " + word + " ; T 7 ."), "ok");
    EXPECT_EQ(vm.vm().here(), here);
    EXPECT_EQ(vm.vm().word_end(), words);
    EXPECT_EQ(vm.Answer("DEPTH . BASE @ . LOG-LEVEL@ . UNUSED ."), "0 10 2 1019904 ok");
    EXPECT_EQ(vm.Answer("MINE"), "? undefined word: MINE (THROW -13)");
  }
}

TEST(SessionWords, WarmKeepsWords) {
  ExpectAnswers({
      {": MINE 5 ; HEX 1 2", "ok"},
      {": T WARM ; T 7 .", ""},
      {"DEPTH . BASE @ . MINE .", "0 10 5 ok"},
  });
}

TEST(SessionWords, DoLittle) {
  ExpectAnswers({
      {"NOP 79-STANDARD (- a comment ) DEPTH .", "0 ok"},
      {": T 1 (- a comment ) . ; T", "1 ok"},
      {"SAVE-SYSTEM", "? unsupported operation: SAVE-SYSTEM (THROW -21)"},
      {"VERSION", "StarKernel, StarForth on Forth-2012 with cells of 64 bits\nok"},
      {"5 SEED 4 LOG-LEVEL! INIT LOG-LEVEL@ . 0 9 RANDOM 0 SEED 0 9 RANDOM = .", "2 -1 ok"},
  });
}

TEST(SessionWords, VlistListsWords) {
  VmHarness vm;
  const std::string words = vm.Answer("WORDS");
  EXPECT_EQ(vm.Answer("VLIST"), words);
  EXPECT_NE(words.find("DUP"), std::string::npos);
}

}  // namespace
}  // namespace starkernel::forthvm
