#include "src/forthvm/words/string_words.h"

#include <string>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(StringWords, MakeStrings) {
  ExpectAnswers({
      {"S\" abc\" S\" de\" TYPE TYPE", "deabc ok"},
      {": A S\" compiled text\" ; A TYPE A NIP .", "compiled text13 ok"},
      {": B C\" counted\" ; B COUNT TYPE", "counted ok"},
      {"S\" \" NIP .", "0 ok"},
      {"CHAR abc . : C [CHAR] z ; C .", "97 122 ok"},
      {"CHAR", "? a name is missing: CHAR needs a character (THROW -16)"},
      {": L [ S\" lit\" ] SLITERAL ; L TYPE", "lit ok"},
  });
}

TEST(StringWords, CompareAndTrim) {
  ExpectAnswers({
      {"S\" abc\" S\" abc\" COMPARE . S\" abc\" S\" abd\" COMPARE .", "0 -1 ok"},
      {"S\" abd\" S\" abc\" COMPARE . S\" ab\" S\" abc\" COMPARE .", "1 -1 ok"},
      {"S\" abc\" S\" ab\" COMPARE . S\" \" S\" \" COMPARE .", "1 0 ok"},
      {"S\" ab  \" -TRAILING NIP . S\"    \" -TRAILING NIP .", "2 0 ok"},
      {"S\" abcdef\" 2 /STRING TYPE", "cdef ok"},
      {"0 5 PAD 5 COMPARE",
       "? invalid memory address: 0x0 in COMPARE, valid are 0x1000 to 0xfffff (THROW -9)"},
  });
}

TEST(StringWords, Parse) {
  ExpectAnswers({
      {"CHAR ) PARSE a b) TYPE", "a b ok"},
      {"PARSE-NAME   word  TYPE", "word ok"},
      {"BL WORD   word  COUNT TYPE", "word ok"},
      {"CHAR * WORD **ab* COUNT TYPE", "ab ok"},
      {": TAKEN [CHAR] ) PARSE TYPE ; TAKEN unfinished", "unfinished ok"},
      {"PARSE-NAME", "ok"},
      {".S", "<2> 5770 0 ok"},
  });
}

TEST(StringWords, ConvertNumbers) {
  ExpectAnswers({
      {"0. S\" 123x\" >NUMBER TYPE D.", "x123 ok"},
      {"0. S\" \" >NUMBER NIP . D.", "0 0 ok"},
      {"HEX 0. S\" FFFFFFFFFFFFFFFFF\" >NUMBER 2DROP D. DECIMAL", "FFFFFFFFFFFFFFFFF ok"},
  });
}

TEST(StringWords, LongStringsAreNamedErrors) {
  VmHarness vm;
  const std::string long_text(256, 'x');
  EXPECT_EQ(vm.Answer(": L C\" " + long_text + "\" ;"),
            "? parsed string overflow: a counted string is too long, the limit is 255 (THROW -18)");
  EXPECT_EQ(vm.Answer("BL WORD " + long_text),
            "? parsed string overflow: the parsed word is too long, the limit is 255 (THROW -18)");
  EXPECT_EQ(vm.Answer("BL WORD " + long_text.substr(1) + " C@ ."), "255 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
