#include "src/forthvm/words/environment_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(EnvironmentWords, AnswerTheStandardQueries) {
  ExpectAnswers({
      {": ASK ENVIRONMENT? . DEPTH 0 ?DO U. LOOP ;", "ok"},
      {"S\" /COUNTED-STRING\" ASK S\" /HOLD\" ASK S\" /PAD\" ASK", "-1 255 -1 256 -1 1024 ok"},
      {"S\" ADDRESS-UNIT-BITS\" ASK S\" FLOORED\" ASK S\" MAX-CHAR\" ASK", "-1 8 -1 0 -1 255 ok"},
      {"S\" MAX-N\" ASK S\" MAX-U\" ASK", "-1 9223372036854775807 -1 18446744073709551615 ok"},
      {"S\" MAX-D\" ENVIRONMENT? . D.", "-1 170141183460469231731687303715884105727 ok"},
      {"S\" MAX-UD\" ENVIRONMENT? . UD.", "-1 340282366920938463463374607431768211455 ok"},
      {"S\" RETURN-STACK-CELLS\" ASK S\" STACK-CELLS\" ASK", "-1 1024 -1 1024 ok"},
      {"S\" XCHAR-ENCODING\" ENVIRONMENT? . TYPE", "-1 UTF-8 ok"},
      {"S\" #LOCALS\" ASK S\" WORDLISTS\" ASK", "-1 64 -1 16 ok"},
      {"S\" MAX-XCHAR\" ASK S\" XCHAR-MAXMEM\" ASK", "-1 1114111 -1 4 ok"},
  });
}

TEST(EnvironmentWords, AnswersAreTrue) {
  ExpectAnswers({
      {"S\" MAX-N\" ENVIRONMENT? DROP 1+ 0< .", "-1 ok"},
      {"S\" FLOORED\" ENVIRONMENT? DROP -7 2 / -4 = = .", "-1 ok"},
      {": FILL-UP S\" STACK-CELLS\" ENVIRONMENT? DROP 0 DO I LOOP ; FILL-UP DEPTH .",
       "? stack overflow: DEPTH (THROW -3)"},
      {": NAMES 0 DO I 0 <# # # #> (LOCAL) LOOP 0 0 (LOCAL) ; IMMEDIATE", "ok"},
      {": ALL [ S\" #LOCALS\" ENVIRONMENT? DROP ] NAMES DEPTH . ;", "ok"},
      {": MORE [ S\" #LOCALS\" ENVIRONMENT? DROP 1+ ] NAMES ;",
       "? dictionary overflow: too many locals, the limit is 64 (THROW -8)"},
      {": ORDER-OF DUP >R 0 DO FORTH-WORDLIST LOOP R> SET-ORDER ;", "ok"},
      {"S\" WORDLISTS\" ENVIRONMENT? DROP ORDER-OF GET-ORDER DUP . SET-ORDER", "16 ok"},
      {": FILLED S\" STACK-CELLS\" ENVIRONMENT? DROP 1- 0 DO I LOOP DEPTH ; FILLED .", "1023 ok"},
  });
}

TEST(EnvironmentWords, KnowWordSetsAndExtensions) {
  ExpectAnswers({
      {"S\" CORE\" ENVIRONMENT? . . S\" floating\" ENVIRONMENT? . .", "-1 -1 -1 0 ok"},
      {"S\" X:xchar\" ENVIRONMENT? . DEPTH . S\" X:fp-stack\" ENVIRONMENT? .", "-1 0 0 ok"},
      {"S\" NO-SUCH\" ENVIRONMENT? . DEPTH . 0 0 ENVIRONMENT? .", "0 0 0 ok"},
      {"0 5 ENVIRONMENT?",
       "? invalid memory address: 0x0 in ENVIRONMENT?, valid are 0x1000 to "
       "0xfffff (THROW -9)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
