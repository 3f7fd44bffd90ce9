#include "src/forthvm/words/exception_words.h"

#include <string>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(ExceptionWords, CatchGivesTheCode) {
  ExpectAnswers({
      {": OOPS 42 THROW ; ' OOPS CATCH .", "42 ok"},
      {": FINE 5 ; ' FINE CATCH . .", "0 5 ok"},
      {"0 THROW .S", "<0> ok"},
      {": DIV 1 0 / ; ' DIV CATCH .", "-10 ok"},
      {"' DROP CATCH .", "-4 ok"},
      {": INNER 7 THROW ; : MIDDLE ['] INNER CATCH 1+ THROW ; ' MIDDLE CATCH .", "8 ok"},
      {"12345 CATCH .", "-13 ok"},
      {"' ABORT CATCH .", "-1 ok"},
  });
}

TEST(ExceptionWords, DepthsAreRestored) {
  ExpectAnswers({
      {": MESS DROP 1 2 3 9 THROW ; 10 20 ' MESS CATCH .S 2DROP DROP", "<3> 10 1 9 ok"},
      {": DEEP 5 >R 3 0 DO 4 >R 9 THROW LOOP ; : TRY 8 >R ['] DEEP CATCH R> . . ; TRY", "8 9 ok"},
      {": LOOPED 3 0 DO ['] DEEP CATCH DROP I . LOOP ; LOOPED", "0 1 2 ok"},
      {": CALLER ['] TRY EXECUTE .\" back\" ; CALLER", "8 9 back ok"},
  });
}

TEST(ExceptionWords, ExitCannotSkipTheExceptionFrame) {
  ExpectAnswers({
      {"' EXIT CATCH .", "-25 ok"},
      {": A ['] EXIT CATCH . 5 . ; A", "-25 5 ok"},
      {"' >R CATCH .", "-4 ok"},
      {"5 ' >R CATCH", "? return stack imbalance: CATCH (THROW -25)"},
  });
}

TEST(ExceptionWords, UncaughtExceptionsAreReported) {
  ExpectAnswers({
      {"1 2 42 THROW", "? uncaught exception (THROW 42)"},
      {".S", "<0> ok"},
      {"-4 THROW", "? stack underflow (THROW -4)"},
      {"ABORT", ""},
      {": CHECK ABORT\" it is wrong\" .\" right\" ; 0 CHECK", "right ok"},
      {"1 CHECK", "? it is wrong (THROW -2)"},
      {"1 ' CHECK CATCH .", "-2 ok"},
      {": AGAIN-THROWN ['] CHECK CATCH THROW ; 1 AGAIN-THROWN", "? it is wrong (THROW -2)"},
      {": KEPT ['] FOO CATCH THROW ;", "? undefined word: FOO (THROW -13)"},
      {": KEPT 0 @ ; : RE ['] KEPT CATCH THROW ; RE",
       "? invalid memory address: 0x0 in @, valid are 0x1000 to 0xfffff (THROW -9)"},
  });
}

TEST(ExceptionWords, AnExplanationBelongsToWhatWasCaught) {
  ExpectAnswers({
      {": A 5 0 / ; ' A CATCH .", "-10 ok"},
      {"-10 THROW", "? division by zero (THROW -10)"},
      {"' A CATCH . -10 THROW", "-10 \n? division by zero (THROW -10)"},
      {": FAILS -2 THROW ; : CHECK ABORT\" it is wrong\" ; 1 ' CHECK CATCH . DROP FAILS",
       "-2 \n? aborted (THROW -2)"},
      {": RE ['] A CATCH THROW ; RE", "? division by zero: / (THROW -10)"},
  });
}

TEST(ExceptionWords, CatchNestsToALimit) {
  ExpectAnswers({
      {"VARIABLE XT : NEST XT @ CATCH THROW ; ' NEST XT ! NEST",
       "? exception stack overflow: CATCH nested too deeply, the limit is 64 (THROW -53)"},
      {"1 2 + .", "3 ok"},
  });
}

TEST(ExceptionWords, InputIsRestored) {
  ExpectAnswers({
      {": BAD S\" 5 NO-SUCH-WORD 6\" EVALUATE ; ' BAD CATCH . .\" same line\"", "-13 same line ok"},
      {": PARSES PARSE-NAME 2DROP 3 THROW ; ' PARSES CATCH . .\" once\"", "3 once ok"},
  });
}

TEST(ExceptionWords, AFailedDefinitionInsideCatchIsForgotten) {
  ExpectAnswers({
      {": X 1 ; : TRY S\" : X 2 NO-SUCH-WORD\" EVALUATE ; ' TRY CATCH . X . STATE @ .",
       "-13 1 0 ok"},
      {": OUTER [ ' TRY CATCH . ] 7 ; OUTER .", "-29 7 ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
