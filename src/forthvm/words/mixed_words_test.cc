#include "src/forthvm/words/mixed_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(MixedWords, CompareUnsignedDoubles) {
  ExpectAnswers({
      {"1. 2. DU< . 2. 1. DU< . 1. 1. DU< .", "-1 0 0 ok"},
      {"1. -1. DU< . -1. 1. DU< . -2. -1. DU< .", "-1 0 -1 ok"},
      {"5 1 4 2 DU< . 5 2 4 2 DU< .", "-1 0 ok"},
      {"1 2 3 DU<", "? stack underflow: DU< (THROW -4)"},
  });
}

TEST(MixedWords, SubtractASingle) {
  ExpectAnswers({
      {"5. 7 M- D. 5. -7 M- D. 0. 1 M- D.", "-2 12 -1 ok"},
      {"-9223372036854775808 S>D -1 M- D.", "-9223372036854775807 ok"},
      {"0. -9223372036854775808 M- D.", "9223372036854775808 ok"},
  });
}

TEST(MixedWords, MultiplyThenDivideInThreeCells) {
  ExpectAnswers({
      {"10. 7 3 M*/ D. -10. 7 3 M*/ D. 10. -7 3 M*/ D. 10. 7 -3 M*/ D.", "23 -23 -23 -23 ok"},
      {"0. 7 3 M*/ D. 7. 0 3 M*/ D. 6. 1 3 M*/ D.", "0 0 2 ok"},
      {"170141183460469231731687303715884105727. 1000 1000 M*/ D.",
       "170141183460469231731687303715884105727 ok"},
      {"-170141183460469231731687303715884105728. 1 1 M*/ D.",
       "-170141183460469231731687303715884105728 ok"},
      {"170141183460469231731687303715884105727. 2 1 M*/",
       "? result out of range: M*/ (THROW -11)"},
      {"170141183460469231731687303715884105727. 9223372036854775807 1 M*/",
       "? result out of range: M*/ (THROW -11)"},
      {"1. 1 0 M*/", "? division by zero: M*/ (THROW -10)"},
  });
}

TEST(MixedWords, AQuotientWrapsToTheLowestNumberAndNoFurther) {
  ExpectAnswers({
      {"-170141183460469231731687303715884105728. -1 1 M*/ D.",
       "-170141183460469231731687303715884105728 ok"},
      {"0 $4000000000000000 2 1 M*/ D. 0 $4000000000000000 -2 1 M*/ D.",
       "-170141183460469231731687303715884105728 -170141183460469231731687303715884105728 ok"},
      {"1 $4000000000000000 2 1 M*/", "? result out of range: M*/ (THROW -11)"},
      {"1 $4000000000000000 -2 1 M*/", "? result out of range: M*/ (THROW -11)"},
  });
}

TEST(MixedWords, DivideToADouble) {
  ExpectAnswers({
      {"100. 7 M/MOD D. .", "14 2 ok"},
      {"-1. 10 M/MOD UD. .", "34028236692093846346337460743176821145 5 ok"},
      {"1. 0 M/MOD", "? division by zero: M/MOD (THROW -10)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
