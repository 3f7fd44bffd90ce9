#include "src/forthvm/words/memory_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(MemoryWords, ReadAndWrite) {
  ExpectAnswers({
      {"VARIABLE V  V @ .  5 V !  V @ .  3 V +! V ?  2 V -! V ?", "0 5 8 6 ok"},
      {"300 V C! V C@ .", "44 ok"},
      {"1 2 V 2! V @ . V CELL+ @ . V 2@ .S 2DROP", "2 1 <2> 1 2 ok"},
      {"-2 V 3 + ! V 3 + @ .", "-2 ok"},
      {"3 CELLS . 3 CHARS . 8 CHAR+ . 9 ALIGNED . 16 ALIGNED .", "24 3 9 16 16 ok"},
      {"HERE 1 C, ALIGN HERE SWAP - . HERE 7 , @ .", "8 7 ok"},
  });
}

TEST(MemoryWords, TheNullPageAndTheEndAreOutOfReach) {
  ExpectAnswers({
      {"0 @", "? invalid memory address: 0x0 in @, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"4095 C@", "? invalid memory address: 0xfff in C@, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"4096 C@ DROP $FFFFF C@ .", "0 ok"},
      {"$100000 C@",
       "? invalid memory address: 0x100000 in C@, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"$FFFF8 @ .", "0 ok"},
      {"$FFFF9 @",
       "? invalid memory address: 0xffff9 in @, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"1 $FFFF9 !",
       "? invalid memory address: 0xffff9 in !, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"1 2 $FFFF8 2!",
       "? invalid memory address: 0xffff8 (16 bytes) in 2!, valid are 0x1000 to 0xfffff "
       "(THROW -9)"},
      {"-1 @",
       "? invalid memory address: 0xffffffffffffffff in @, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"-8 @",
       "? invalid memory address: 0xfffffffffffffff8 in @, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"0 ?", "? invalid memory address: 0x0 in ?, valid are 0x1000 to 0xfffff (THROW -9)"},
  });
}

TEST(MemoryWords, DataSpaceIsBounded) {
  ExpectAnswers({
      {"HERE . UNUSED .", "28672 1019904 ok"},
      {"UNUSED ALLOT UNUSED . HERE .", "0 1048576 ok"},
      {"1 C,", "? dictionary overflow: data space is used up, the limit is 1048576 (THROW -8)"},
      {"1 ALLOT", "? dictionary overflow: data space is used up, the limit is 1048576 (THROW -8)"},
      {"-1019904 ALLOT HERE .", "28672 ok"},
      {"-1 ALLOT", "? invalid numeric argument: ALLOT of -1, valid are 0 to 1019904 (THROW -24)"},
      {"-9223372036854775808 ALLOT",
       "? invalid numeric argument: ALLOT of -9223372036854775808, valid are 0 to 1019904 "
       "(THROW -24)"},
      {"9223372036854775807 ALLOT",
       "? dictionary overflow: data space is used up, the limit is 1048576 (THROW -8)"},
  });
}

TEST(BlockMemoryWords, FillAndCopy) {
  ExpectAnswers({
      {"PAD 5 CHAR x FILL PAD 5 TYPE", "xxxxx ok"},
      {"PAD 5 BLANK PAD C@ . PAD 5 ERASE PAD 4 + C@ .", "32 0 ok"},
      {"S\" abcdef\" PAD SWAP MOVE PAD PAD 2 + 4 MOVE PAD 6 TYPE", "ababcd ok"},
      {"S\" abcdef\" PAD SWAP MOVE PAD 2 + PAD 4 MOVE PAD 6 TYPE", "cdefef ok"},
      {"S\" abcdef\" PAD SWAP MOVE PAD PAD 2 + 4 CMOVE PAD 6 TYPE", "ababab ok"},
      {"S\" abcdef\" PAD SWAP MOVE PAD 2 + PAD 4 CMOVE> PAD 6 TYPE", "efefef ok"},
      {"0 0 5 FILL 0 0 ERASE 0 0 0 MOVE", "ok"},
  });
}

TEST(BlockMemoryWords, NothingHappensIfARangeIsNotWhollyInside) {
  ExpectAnswers({
      {"$FFFF0 16 CHAR a FILL $FFFFF C@ .", "97 ok"},
      {"$FFFF0 17 CHAR b FILL",
       "? invalid memory address: 0xffff0 (17 bytes) in FILL, valid are 0x1000 to 0xfffff "
       "(THROW -9)"},
      {"$FFFF0 C@ .", "97 ok"},
      {"PAD $FFFF0 17 MOVE",
       "? invalid memory address: 0xffff0 (17 bytes) in MOVE, valid are 0x1000 to 0xfffff "
       "(THROW -9)"},
      {"$FFFF0 C@ .", "97 ok"},
      {"PAD -1 0 FILL",
       "? invalid memory address: 0x1280 (18446744073709551615 bytes) in FILL, valid are 0x1000 "
       "to 0xfffff (THROW -9)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
