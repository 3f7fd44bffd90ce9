#include "src/forthvm/words/block_source_words.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

class BlockSourceWordsTest : public testing::Test {
 protected:
  BlockSourceWordsTest() {
    Expect(": PUT ( c-addr u line block -- ) BLOCK SWAP 64 * + SWAP MOVE UPDATE ;", "ok");
  }
  void Put(int block, int line, std::string_view text) {
    Expect("S\" " + std::string(text) + "\" " + std::to_string(line) + " " + std::to_string(block) +
               " PUT",
           "ok");
  }
  void Expect(std::string_view line, std::string_view answer) {
    EXPECT_EQ(vm_.Answer(line), answer) << line;
  }

  VmHarness vm_;
};

TEST_F(BlockSourceWordsTest, LoadInterpretsABlockAndComesBack) {
  Put(3, 0, "1 . BLK ? SOURCE-ID .");
  Put(3, 15, ">IN @ . SOURCE NIP . 2 .");
  Expect("BLK ? 3 LOAD BLK ? 9 .", "0 1 3 0 966 1024 2 0 9 ok");
  Put(4, 0, ": LATER 7 ;");
  Expect("4 LOAD LATER .", "7 ok");
  Expect("1 LOAD", "ok");
}

TEST_F(BlockSourceWordsTest, LoadsNestAndEvaluateIsNoBlock) {
  Put(3, 0, "3 . 4 LOAD BLK ? S! EVALUATE BLK ?");
  Expect(": S! S\" BLK ? SOURCE-ID .\" ;", "ok");
  Put(4, 0, "4 . 5 LOAD 6 LOAD 7 LOAD 8 LOAD 44 .");
  Expect("3 LOAD", "3 4 44 3 0 -1 3 ok");
  Put(9, 0, "9 LOAD");
  Expect("9 LOAD",
         "block 9:0:3: ? input sources nested too deeply: no more input sources, the limit is 16 "
         "(THROW -256)");
  Expect("BLK ? 1 .", "0 1 ok");
}

TEST_F(BlockSourceWordsTest, ThruLoadsARange) {
  for (int block = 3; block <= 5; ++block) {
    Put(block, 0, "BLK ? DEPTH .");
  }
  Expect("3 5 THRU 5 5 THRU", "3 0 4 0 5 0 5 0 ok");
  Expect("5 4 THRU DEPTH .", "0 ok");
  Expect("62 64 THRU", "? invalid block number: block 64, valid are 1 to 63 (THROW -35)");
  Put(4, 2, "NO-SUCH");
  Expect("3 5 THRU", "3 0 4 0 \nblock 4:2:1: ? undefined word: NO-SUCH (THROW -13)");
  Expect("DEPTH . BLK ?", "0 0 ok");
  Expect("1 THRU", "? stack underflow: THRU (THROW -4)");
}

TEST_F(BlockSourceWordsTest, ABackslashSkipsTheRestOfALine) {
  Put(3, 0, "1 . \\ 2 . NO-SUCH");
  Put(3, 1, "3 . ( 4 .");
  Put(3, 2, "5 . ) 6 .");
  Put(3, 3, std::string(62, ' ') + "\\ ");
  Put(3, 4, "7 .");
  Put(3, 5, "\\");
  Put(3, 6, "8 .");
  Expect("3 LOAD", "1 3 6 7 8 ok");
}

TEST_F(BlockSourceWordsTest, RefillGoesOnWithTheNextBlock) {
  Put(3, 0, "1 . REFILL 2 .");
  Put(4, 0, ". BLK ? -->  NO-SUCH");
  Put(5, 0, ": SPANS 5 -->");
  Put(6, 0, "6 + ; SPANS .");
  Expect("3 LOAD BLK ?", "1 -1 4 11 0 ok");
  Put(63, 0, "REFILL . BLK ? -->");
  Expect("63 LOAD",
         "0 63 \nblock 63:0:16: ? invalid block number: block 64, valid are 1 to 63 (THROW -35)");
  Expect("-->", "? invalid block number: --> outside a block (THROW -35)");
}

TEST_F(BlockSourceWordsTest, TheTextStaysWhileOtherBlocksAreUsed) {
  Put(3, 0, "1 . 10 BLOCK 11 BLOCK 12 BLOCK 13 BLOCK 2DROP 2DROP 2 .");
  Put(3, 1, "3 . FLUSH 4 .");
  Expect("3 LOAD", "1 2 3 4 ok");
}

TEST_F(BlockSourceWordsTest, TheInputBufferIsTheBlocksAsLongAsItHasOne) {
  Put(3, 0, "SOURCE DROP 3 BLOCK = . '5' 3 BLOCK 64 + C!");
  Put(3, 1, "4 . 10 BLOCK 11 BLOCK 12 BLOCK 13 BLOCK 2DROP 2DROP");
  Put(3, 2, "SOURCE DROP 3 BLOCK = . 3 BLOCK 1024 BLANK 6 .");
  Expect("FLUSH 3 LOAD", "-1 5 0 6 ok");
  // The block that was loaded last is the one that UPDATE marks.
  Put(4, 0, "SOURCE DROP");
  Expect("5 BLOCK DROP 4 LOAD 'A' SWAP C! UPDATE FLUSH 4 BLOCK 6 TYPE", "AOURCE ok");
}

TEST_F(BlockSourceWordsTest, OuterBlocksStayWhileInnerOnesTakeAllBuffers) {
  for (int block = 3; block <= 9; ++block) {
    Put(block, 0, "BLK ? " + std::to_string(block + 1) + " LOAD BLK ?");
  }
  Expect("3 LOAD", "3 4 5 6 7 8 9 9 8 7 6 5 4 3 ok");
}

TEST_F(BlockSourceWordsTest, AFailingDeviceIsThrownWithTheBlocksAround) {
  Put(3, 0, "1 . FLUSH BREAK-IT 4 LOAD");
  vm_.host().TypeLine(": BREAK-IT KEY DROP ;");
  vm_.Go();
  vm_.host().TypeLine("3 LOAD");
  vm_.Go();
  vm_.TakeTranscript();
  vm_.host().device.fail_reads = true;
  vm_.host().TypeKeys("k");
  vm_.Go();
  EXPECT_EQ(vm_.TakeTranscript(), "\nblock 3:0:22: ? block read error: block 4 (THROW -33)\n");
}

TEST_F(BlockSourceWordsTest, ASlowDeviceLoadsToo) {
  Put(3, 0, "1 .");
  Expect("FLUSH", "ok");
  vm_.host().device.delay = 2;
  vm_.Answer("3 LOAD 2 .");
  vm_.Go();
  vm_.Go();
  EXPECT_EQ(vm_.TakeTranscript(), "1 2 ok\n");
}

}  // namespace
}  // namespace starkernel::forthvm
