#include "src/forthvm/words/escaped_string_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(EscapedStringWords, KnowEveryEscape) {
  ExpectAnswers({
      {": CODES 0 ?DO DUP C@ . CHAR+ LOOP DROP ;", "ok"},
      {R"(S\" \a\b\e\f\l\n\r\t\v\z" CODES)", "7 8 27 12 10 10 13 9 11 0 ok"},
      {R"(S\" \m\q\"\\\x41\xfF" CODES)", "13 10 34 34 92 65 255 ok"},
      {R"(S\" plain" TYPE S\" " . DROP)", "plain0 ok"},
      {R"(: T S\" a\tb\qc" ; T CODES)", "97 9 98 34 99 ok"},
      {R"(S\" no end)", "ok"},
      {"TYPE", "no end ok"},
      {R"(S\" \x4142" TYPE 5 .)", "A425 ok"},
  });
}

TEST(EscapedStringWords, HaveALimit) {
  VmHarness vm;
  vm.Answer("CREATE B CHAR S C, 92 C, CHAR \" C, BL C, 2000 ALLOT B 4 + 2000 CHAR x FILL");
  EXPECT_EQ(vm.Answer("B 1028 EVALUATE NIP ."), "1024 ok");
  EXPECT_EQ(vm.Answer("B 1029 EVALUATE"),
            "? parsed string overflow: the string is too long, the limit is 1024 (THROW -18)");
}

TEST(EscapedStringWords, RefuseWhatIsNoEscape) {
  ExpectAnswers({
      {R"(S\" a\d")", R"(? argument type mismatch: no escape: \d (THROW -12))"},
      {R"(S\" a\N")", R"(? argument type mismatch: no escape: \N (THROW -12))"},
      {R"(S\" a\x4")", R"(? argument type mismatch: no escape: \x (THROW -12))"},
      {R"(S\" a\)", R"(? argument type mismatch: no escape: \ (THROW -12))"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
