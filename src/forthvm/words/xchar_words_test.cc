#include "src/forthvm/words/xchar_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(XcharWords, MeasureCharacters) {
  ExpectAnswers({
      {"$7F XC-SIZE . $80 XC-SIZE . $7FF XC-SIZE . $800 XC-SIZE .", "1 2 2 3 ok"},
      {"$FFFF XC-SIZE . $10000 XC-SIZE . $10FFFF XC-SIZE .", "3 4 4 ok"},
      {"S\" \xc3\xa9x\" X-SIZE . S\" x\" X-SIZE . PAD 0 X-SIZE .", "2 1 0 ok"},
      {"S\" \xc3\xa9x\" DROP 1 X-SIZE .", "1 ok"},
      {"$E9 XC-WIDTH . S\" \xc3\xa9\xe2\x82\xacx\" X-WIDTH . PAD 0 X-WIDTH .", "1 3 0 ok"},
  });
}

TEST(XcharWords, StoreAndFetch) {
  ExpectAnswers({
      {"$20AC PAD XC!+ PAD - . PAD C@ . PAD XC@+ . PAD - .", "3 226 8364 3 ok"},
      {"65 PAD XC!+ PAD - . PAD XC@+ . PAD - .", "1 65 1 ok"},
      {"$20AC PAD 3 XC!+? . . PAD - .", "-1 0 3 ok"},
      {"$20AC PAD 2 XC!+? . . PAD - .", "0 2 0 ok"},
      {"HERE $1F600 XC, HERE OVER - . XC@+ . HERE = .", "4 128512 -1 ok"},
      {"S\" \xe2\x82\xacx\" DROP XCHAR+ DUP C@ EMIT XCHAR- XC@+ . DROP", "x8364 ok"},
  });
}

TEST(XcharWords, TakeStringsApart) {
  ExpectAnswers({
      {"S\" \xc3\xa9x\" +X/STRING TYPE S\" x\xc3\xa9\" X\\STRING- TYPE", "xx ok"},
      {"PAD 0 +X/STRING . DROP PAD 0 X\\STRING- . DROP", "0 0 ok"},
      {"S\" ab\xe2\x82\" -TRAILING-GARBAGE TYPE S\" a\xe2\x82\xac\" -TRAILING-GARBAGE TYPE",
       "aba\xe2\x82\xac ok"},
      {"$E9 XEMIT $20AC XEMIT 65 XEMIT",
       "\xc3\xa9\xe2\x82\xac"
       "A ok"},
      {"5 0 <# #S $20AC XHOLD #> TYPE",
       "\xe2\x82\xac"
       "5 ok"},
  });
}

TEST(XcharWords, MalformedTextIsOneByteAfterTheOther) {
  ExpectAnswers({
      {"S\" \x80y\" DROP XC@+ . C@ EMIT", "65533 y ok"},
      {"S\" \xc3y\" DROP XCHAR+ C@ EMIT S\" \xc3y\" +X/STRING TYPE", "yy ok"},
      {"S\" y\x80\" X\\STRING- TYPE S\" y\x80\x80\" X-WIDTH .", "y3 ok"},
      {"$D800 XEMIT",
       "? malformed extended character: no character: 55296, valid are 0 to 1114111 "
       "(THROW -77)"},
      {"$110000 XC-SIZE",
       "? malformed extended character: no character: 1114112, valid are 0 to "
       "1114111 (THROW -77)"},
      {"-1 PAD XC!+",
       "? malformed extended character: no character: -1, valid are 0 to 1114111 "
       "(THROW -77)"},
  });
}

TEST(XcharWords, ReadNothingBeyondTheEnvelope) {
  ExpectAnswers({
      {"0 XC@+", "? invalid memory address: 0x0 in XC@+, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"$FFFFF XC@+ . $100000 = .", "0 -1 ok"},
      {"$100000 XCHAR+",
       "? invalid memory address: 0x100000 in XCHAR+, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"$100000 XCHAR- $FFFFF = . $1001 XCHAR- $1000 = .", "-1 -1 ok"},
      {"$1000 XCHAR-",
       "? invalid memory address: 0xfff in XCHAR-, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"0 XCHAR-",
       "? invalid memory address: 0x0 in XCHAR-, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"$20AC $FFFFE XC!+",
       "? invalid memory address: 0xffffe in XC!+, valid are 0x1000 to "
       "0xfffff (THROW -9)"},
  });
}

TEST(XcharWords, ParsingWordsKnowThem) {
  ExpectAnswers({
      {"CHAR \xe2\x82\xac . CHAR A . : T [CHAR] \xc3\xa9 ; T .", "8364 65 233 ok"},
      {"'\xe2\x82\xac' . 'A' .", "8364 65 ok"},
      {"CHAR \xe2\x82\xac PARSE ab\xe2\x82\xac TYPE", "ab ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
