#include "src/forthvm/words/logic_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(LogicWords, CombineBits) {
  ExpectAnswers({
      {"12 10 AND . 12 10 OR . 12 10 XOR . 0 INVERT .", "8 14 6 -1 ok"},
      {"0 NOT . 5 NOT . TRUE . FALSE .", "-1 0 -1 0 ok"},
      {"1 63 LSHIFT . 1 64 LSHIFT . 1 -1 LSHIFT .", "-9223372036854775808 0 0 ok"},
      {"-1 63 RSHIFT . -1 64 RSHIFT . 5 0 RSHIFT .", "1 0 5 ok"},
  });
}

TEST(LogicWords, Compare) {
  ExpectAnswers({
      {"1 1 = . 1 2 = . 1 2 <> . 1 1 <> .", "-1 0 -1 0 ok"},
      {"-1 1 < . 1 -1 < . 1 1 < .", "-1 0 0 ok"},
      {"-1 1 > . 1 -1 > . 1 1 <= . 2 1 <= . 1 1 >= . 0 1 >= .", "0 -1 -1 0 -1 0 ok"},
      {"-1 1 U< . 1 -1 U< . -1 1 U> .", "0 -1 -1 ok"},
      {"0 0= . 1 0= . 0 0<> . -1 0< . 0 0< . 1 0> . 0 0> .", "-1 0 0 -1 0 -1 0 ok"},
      {"-9223372036854775808 9223372036854775807 < .", "-1 ok"},
  });
}

TEST(LogicWords, WithinIncludesTheLowerBoundOnly) {
  ExpectAnswers({
      {"1 1 3 WITHIN . 2 1 3 WITHIN . 3 1 3 WITHIN . 0 1 3 WITHIN .", "-1 -1 0 0 ok"},
      {"5 3 1 WITHIN . 2 3 1 WITHIN .", "-1 0 ok"},
      {"-1 -2 0 WITHIN . 1 1 1 WITHIN .", "-1 0 ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
