#include "src/forthvm/words/parking_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(ParkingWords, ParkItemsInTheirOrder) {
  ExpectAnswers({
      {": T 1 2 3 3 N>R 9 NR> ; T .S 2DROP 2DROP DROP", "<5> 9 1 2 3 3 ok"},
      {": NONE 7 0 N>R NR> ; NONE .S 2DROP", "<2> 7 0 ok"},
      {": TWICE 1 2 2 N>R 3 1 N>R NR> NR> ; TWICE .S 2DROP 2DROP DROP", "<5> 3 1 1 2 2 ok"},
      {": PART 1 2 3 3 N>R R> R> R> . . . R> . ; PART", "2 3 3 1 ok"},
  });
}

TEST(ParkingWords, RefuseWhatIsNotThere) {
  ExpectAnswers({
      {": T1 1 2 3 N>R ; T1", "? stack underflow: N>R (THROW -4)"},
      {": T2 1 2 -1 N>R ; T2", "? stack underflow: N>R (THROW -4)"},
      {": T3 NR> ; T3", "? return stack underflow: NR> (THROW -6)"},
      {": T4 1 >R NR> ; T4", "? return stack underflow: NR> (THROW -6)"},
      {": T5 5 -1 >R NR> ; T5", "? return stack underflow: NR> (THROW -6)"},
      {": U NR> ; : T6 1 1 N>R U ; T6", "? return stack underflow: NR> (THROW -6)"},
      {"1 1 N>R", "? interpreting a compile-only word: N>R (THROW -14)"},
      {": FILL-UP 1000 0 DO I LOOP ; : T7 FILL-UP 1000 N>R FILL-UP NR> ; T7",
       "? stack overflow: NR> (THROW -3)"},
      {": T8 FILL-UP 1000 N>R FILL-UP 1000 N>R ; T8", "? return stack overflow: N>R (THROW -5)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
