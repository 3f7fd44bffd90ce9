#include "src/forthvm/words/arithmetic_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(ArithmeticWords, SumsAndProductsWrapAround) {
  ExpectAnswers({
      {"1 2 + . 1 2 - . -3 4 * .", "3 -1 -12 ok"},
      {"9223372036854775807 1 + .", "-9223372036854775808 ok"},
      {"-9223372036854775808 1- .", "9223372036854775807 ok"},
      {"9223372036854775807 2 * .", "-2 ok"},
      {"5 1+ . 5 2+ . 5 2- . -5 2* . -5 2/ . -1 2/ .", "6 7 3 -10 -3 -1 ok"},
      {"-5 ABS . 5 NEGATE . -5 3 MIN . -5 3 MAX .", "5 -5 -5 3 ok"},
      {"-9223372036854775808 NEGATE .", "-9223372036854775808 ok"},
      {"-9223372036854775808 ABS U.", "9223372036854775808 ok"},
  });
}

TEST(ArithmeticWords, DivisionTruncates) {
  ExpectAnswers({
      {"7 2 / . -7 2 / . 7 -2 / . -7 -2 / .", "3 -3 -3 3 ok"},
      {"7 2 MOD . -7 2 MOD . 7 -2 MOD . -7 -2 MOD .", "1 -1 1 -1 ok"},
      {"-7 2 /MOD . .", "-3 -1 ok"},
      {"9223372036854775807 1000 1000 */ .", "9223372036854775807 ok"},
      {"-7 3 2 */MOD . .", "-10 -1 ok"},
      {"-9223372036854775808 1 / .", "-9223372036854775808 ok"},
  });
}

TEST(ArithmeticWords, DivisionThatCannotBeDoneThrows) {
  ExpectAnswers({
      {"1 0 /", "? division by zero: / (THROW -10)"},
      {"1 0 MOD", "? division by zero: MOD (THROW -10)"},
      {"1 0 /MOD", "? division by zero: /MOD (THROW -10)"},
      {"1 1 0 */", "? division by zero: */ (THROW -10)"},
      {"-9223372036854775808 -1 /", "? result out of range: / (THROW -11)"},
      {"9223372036854775807 4 2 */", "? result out of range: */ (THROW -11)"},
      {"1. 0 UM/MOD", "? division by zero: UM/MOD (THROW -10)"},
      {"0 1 1 UM/MOD", "? result out of range: UM/MOD (THROW -11)"},
      {"0 5 1 FM/MOD", "? result out of range: FM/MOD (THROW -11)"},
  });
}

TEST(DoubleWords, Calculate) {
  ExpectAnswers({
      {"-1 S>D D. 18446744073709551615 S>D D.", "-1 -1 ok"},
      {"18446744073709551615. 1. D+ D.", "18446744073709551616 ok"},
      {"0. 1. D- D. 5. DNEGATE D. -5. DABS D.", "-1 -5 5 ok"},
      {"-1. 1. DMIN D. -1. 1. DMAX D.", "-1 1 ok"},
      {"-1. 1. D< . 1. -1. D< . 1. 1. D= . 0. D0= . -1. D0< .", "-1 0 -1 -1 -1 ok"},
      {"3. D2* D. -3. D2/ D. 36893488147419103232. D2/ D.", "6 -2 18446744073709551616 ok"},
      {"5. -7 M+ D. 5. D>S .", "-2 5 ok"},
      {"-9223372036854775808 2 M* D.", "-18446744073709551616 ok"},
      {"-1 -1 UM* UD.", "340282366920938463426481119284349108225 ok"},
  });
}

TEST(DoubleWords, DivideInBothWays) {
  ExpectAnswers({
      {"-7. 2 SM/REM . .", "-3 -1 ok"},
      {"-7. 2 FM/MOD . .", "-4 1 ok"},
      {"7. -2 FM/MOD . .", "-4 -1 ok"},
      {"-7. -2 FM/MOD . .", "3 -1 ok"},
      {"-8. 2 FM/MOD . .", "-4 0 ok"},
      {"36893488147419103233. 4 UM/MOD U. .", "9223372036854775808 1 ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
