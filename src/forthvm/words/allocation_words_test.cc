#include "src/forthvm/words/allocation_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(AllocationWords, TakeAndGiveBack) {
  ExpectAnswers({
      {"VARIABLE A VARIABLE B UNUSED", "ok"},
      {"100 ALLOCATE . A ! A @ A @ ALIGNED = .", "0 -1 ok"},
      {"A @ 100 CHAR x FILL A @ 99 + C@ EMIT", "x ok"},
      {"UNUSED OVER - .", "-112 ok"},
      {"A @ FREE . UNUSED = .", "0 -1 ok"},
      {"0 ALLOCATE . DUP A @ <> . FREE .", "0 -1 0 ok"},
  });
}

TEST(AllocationWords, HaveTheirFailures) {
  ExpectAnswers({
      {"-1 ALLOCATE . DROP UNUSED 1+ ALLOCATE . DROP", "-59 -59 ok"},
      {"0 FREE . -1 FREE . PAD FREE . HERE FREE .", "-60 -60 -60 -60 ok"},
      {"64 ALLOCATE DROP DUP 16 + FREE . DUP FREE . FREE .", "-60 0 -60 ok"},
      {"0 10 RESIZE . . 64 ALLOCATE DROP DUP -1 RESIZE . OVER = .", "-61 0 -61 -1 ok"},
      {"DUP FREE . 8 RESIZE . DROP", "0 -61 ok"},
  });
}

TEST(AllocationWords, ResizeKeepsWhatTheBlockHolds) {
  ExpectAnswers({
      {": TEXT S\" sixteen letters.\" ;", "ok"},
      {"16 ALLOCATE DROP TEXT DROP OVER 16 MOVE DUP 16 TYPE", "sixteen letters. ok"},
      {"DUP 5 RESIZE . 2DUP = . NIP DUP 5 TYPE", "0 -1 sixte ok"},
      {"DUP 40 RESIZE . 2DUP = . NIP DUP 16 TYPE", "0 0 sixteen letters. ok"},
      {"FREE .", "0 ok"},
  });
}

TEST(AllocationWords, DataSpaceAndHeapMeetAndNoMore) {
  ExpectAnswers({
      {"UNUSED 16 - ALLOCATE . DROP UNUSED 17 < .", "0 -1 ok"},
      {"UNUSED 1+ ALLOT",
       "? dictionary overflow: data space is used up, the limit is 28688 "
       "(THROW -8)"},
      {"UNUSED ALLOT UNUSED . 1 ALLOCATE . .", "0 -59 0 ok"},
  });
}

TEST(AllocationWords, StoresCannotForgeABlock) {
  ExpectAnswers({
      {"64 ALLOCATE DROP DUP 64 -1 FILL DUP 16 - 16 -1 FILL", "ok"},
      {"DUP FREE . DUP 16 + FREE . 16 - FREE .", "0 -60 -60 ok"},
      {": MANY 0 SWAP 0 ?DO 1 ALLOCATE 0= IF SWAP 1+ SWAP THEN DROP LOOP ; 9000 MANY .", "4096 ok"},
      {"UNUSED .", "954368 ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
