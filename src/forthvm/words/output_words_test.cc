#include "src/forthvm/words/output_words.h"

#include <string>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(OutputWords, PrintNumbers) {
  ExpectAnswers({
      {"-5 . -1 U. 5 3 .R -5 4 .R 12345 2 .R", "-5 18446744073709551615   5  -512345 ok"},
      {"-1 22 U.R -1. 4 D.R 5. D. -1. UD.",
       "  18446744073709551615  -15 340282366920938463463374607431768211455 ok"},
      {"255 HEX . FF DECIMAL . -255 HEX . DECIMAL 8 OCTAL . DECIMAL", "FF 255 -FF 10 ok"},
      {"1 2 3 .S 2DROP DROP .S", "<3> 1 2 3 <0> ok"},
      {"-9223372036854775808 . 2 BASE ! #-5 . DECIMAL", "-9223372036854775808 -101 ok"},
      {"35 #36 BASE ! . DECIMAL", "Z ok"},
      {"5 -3 .R", "5 ok"},
      {"1 -9223372036854775808 .R 2 -9223372036854775808 U.R", "12 ok"},
      {"-3. -9223372036854775808 D.R 4 9 .R", "-3        4 ok"},
      {"-9223372036854775808 -9223372036854775808 .R", "-9223372036854775808 ok"},
  });
}

TEST(OutputWords, WriteCharacters) {
  ExpectAnswers({
      {"CHAR A EMIT SPACE BL EMIT 66 EMIT 3 SPACES 67 EMIT", "A  B   C ok"},
      {"-1 SPACES 0 SPACES 65 EMIT", "A ok"},
      {"S\" hello\" TYPE", "hello ok"},
      {".\" hi there\" CR", "hi there\nok"},
      {"CR", "ok"},
      {": G .\" good\" ; G G", "goodgood ok"},
      {".( now)", "now ok"},
      {"0 0 TYPE", "ok"},
      {"$FFFF0 17 TYPE",
       "? invalid memory address: 0xffff0 (17 bytes) in TYPE, valid are 0x1000 to 0xfffff "
       "(THROW -9)"},
  });
}

TEST(OutputWords, LongOutputIsComplete) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("200 SPACES 65 EMIT"), std::string(200, ' ') + "A ok");
  EXPECT_EQ(vm.Answer("7 300 .R"), std::string(299, ' ') + "7 ok");
  EXPECT_EQ(vm.Answer("HERE 5000 CHAR x FILL HERE 5000 TYPE"), std::string(5000, 'x') + " ok");
  EXPECT_EQ(vm.Answer(".S"), "<0> ok");
}

TEST(OutputWords, ABaseThatIsNoneIsRepaired) {
  ExpectAnswers({
      {"1 BASE ! 5 .",
       "? invalid numeric argument: BASE is set to 10, it was 1, valid are 2 to 36 (THROW -24)"},
      {"37 BASE ! 5",
       "? invalid numeric argument: BASE is set to 10, it was 37, valid are 2 to 36 (THROW -24)"},
      {"10 .", "10 ok"},
  });
}

TEST(PictureWords, BuildNumbersFromTheirEnd) {
  ExpectAnswers({
      {": MONEY <# # # [CHAR] . HOLD #S #> TYPE ; 12345. MONEY", "123.45 ok"},
      {": SIGNED DUP ABS S>D <# #S ROT SIGN #> TYPE ; -42 SIGNED 42 SIGNED", "-4242 ok"},
      {"0. <# #S #> TYPE", "0 ok"},
      {"0. <# S\" ab\" HOLDS S\" cd\" HOLDS #> TYPE", "cdab ok"},
      {"<# 0. #> NIP .", "0 ok"},
  });
}

TEST(PictureWords, TheBufferIsBounded) {
  ExpectAnswers({
      {": X'S <# 0 DO 88 HOLD LOOP 0. #> ; 256 X'S NIP .", "256 ok"},
      {"257 X'S",
       "? pictured numeric output overflow: the buffer is full, the limit is 256 (THROW -17)"},
      {"0. <# 65 HOLD #> NIP .", "1 ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
