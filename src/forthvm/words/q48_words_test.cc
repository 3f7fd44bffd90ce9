#include "src/forthvm/words/q48_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(Q48Words, Calculate) {
  ExpectAnswers({
      {"3 Q.FROM-INT 2 Q.FROM-INT 2DUP Q.+ Q.PRINT 2DUP Q.- Q.PRINT 2DUP Q.* Q.PRINT Q./ Q.PRINT",
       "5 1 6 1.5 ok"},
      {"Q.1 . Q.0 . Q.SCALE . -3 Q.FROM-INT Q.ABS Q.PRINT Q.1 Q.NEG Q.PRINT",
       "65536 0 65536 3 -1 ok"},
      {"Q.1 3 Q.FROM-INT Q./ DUP . Q.PRINT", "21845 0.3333282470703125 ok"},
      {"-98304 Q.TO-INT . 98304 Q.TO-INT . -65536 Q.TO-INT .", "-2 1 -1 ok"},
      {"1 1 Q.* . 256 256 Q.* . 32768 1 Q.* . 98304 1 Q.* .", "0 1 0 2 ok"},
  });
}

TEST(Q48Words, KnowFunctions) {
  ExpectAnswers({
      {"Q.1 Q.EXP . Q.0 Q.EXP . 178145 Q.LOG . Q.1 Q.LOG .", "178145 65536 65536 0 ok"},
      {"2 Q.FROM-INT Q.SQRT . 9 Q.FROM-INT Q.SQRT Q.PRINT Q.0 Q.SQRT .", "92682 3 0 ok"},
      {"2 Q.FROM-INT Q.LOG Q.EXP Q.PRINT", "2 ok"},
  });
}

TEST(Q48Words, Compare) {
  ExpectAnswers({
      {"1 2 Q.= . 1 1 Q.= . 1 2 Q.< . 2 1 Q.< . 1 2 Q.> . 2 1 Q.> .", "0 -1 -1 0 0 -1 ok"},
      {"0 Q.0= . 1 Q.0= . -1 2 Q.MAX . -1 2 Q.MIN .", "-1 0 2 -1 ok"},
  });
}

TEST(Q48Words, ThrowWhatHasNoResult) {
  ExpectAnswers({
      {"140737488355327 Q.FROM-INT .", "9223372036854710272 ok"},
      {"140737488355328 Q.FROM-INT", "? result out of range: Q.FROM-INT (THROW -11)"},
      {"9223372036854775807 1 Q.+", "? result out of range: Q.+ (THROW -11)"},
      {"-9223372036854775808 1 Q.-", "? result out of range: Q.- (THROW -11)"},
      {"9223372036854775807 131072 Q.*", "? result out of range: Q.* (THROW -11)"},
      {"9223372036854775807 1 Q./", "? result out of range: Q./ (THROW -11)"},
      {"1 0 Q./", "? division by zero: Q./ (THROW -10)"},
      {"-9223372036854775808 Q.ABS", "? result out of range: Q.ABS (THROW -11)"},
      {"-9223372036854775808 Q.NEG", "? result out of range: Q.NEG (THROW -11)"},
      {"0 Q.LOG", "? invalid numeric argument: Q.LOG (THROW -24)"},
      {"-1 Q.SQRT", "? invalid numeric argument: Q.SQRT (THROW -24)"},
      {"33 Q.FROM-INT Q.EXP", "? result out of range: Q.EXP (THROW -11)"},
      {"Q.+", "? stack underflow: Q.+ (THROW -4)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
