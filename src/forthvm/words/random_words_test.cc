#include "src/forthvm/words/random_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(RandomWords, SeedsReproduce) {
  ExpectAnswers({
      {": ALL -9223372036854775808 9223372036854775807 RANDOM ;", "ok"},
      // 1442695040888963407 and what follows it, moved by -2^63.
      {"0 SEED ALL . 0 SEED ALL .", "-7780676995965812401 -7780676995965812401 ok"},
      {"0 SEED ALL DROP ALL . 5 SEED ALL 5 SEED ALL = .", "-7347361033046299342 -1 ok"},
  });
}

TEST(RandomWords, NumbersStayInTheirRange) {
  ExpectAnswers({
      {": TRY 0 1000 0 DO -3 3 RANDOM DUP -3 4 WITHIN 0= IF ABORT THEN + LOOP ; TRY ABS 400 < .",
       "-1 ok"},
      {"5 5 RANDOM . 0 SEED 0 0 RANDOM .", "5 0 ok"},
      {"VARIABLE SEEN : LOOK 200 0 DO 1 0 3 RANDOM LSHIFT SEEN @ OR SEEN ! LOOP ; LOOK SEEN ?",
       "15 ok"},
      {"2 1 RANDOM",
       "? invalid numeric argument: RANDOM up to 1, valid are 2 to "
       "9223372036854775807 (THROW -24)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
