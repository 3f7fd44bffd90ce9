#include "src/forthvm/words/block_words.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

constexpr std::string_view kFill = ": STORE ( char u -- ) BLOCK 1024 ROT FILL UPDATE ;";

class BlockWordsTest : public testing::Test {
 protected:
  BlockWordsTest() { Expect(kFill, "ok"); }
  void Expect(std::string_view line, std::string_view answer) {
    EXPECT_EQ(vm_.Answer(line), answer) << line;
  }
  storage::ModelBlockDevice& device() { return vm_.host().device; }

  VmHarness vm_;
};

TEST_F(BlockWordsTest, BlocksAreReadOnceAndWrittenWhenSaved) {
  Expect("1 BLOCK C@ . 1 BLOCK 2 BLOCK = .", "32 0 ok");
  EXPECT_EQ(device().reads, 2);
  Expect("1 BLOCK 1 BLOCK = . CHAR a 1 STORE", "-1 ok");
  EXPECT_EQ(device().reads, 2);
  EXPECT_EQ(device().writes, 0);
  Expect("SAVE-BUFFERS", "ok");
  EXPECT_EQ(device().Text(1), std::string(1024, 'a'));
  EXPECT_EQ(device().writes, 1);
  EXPECT_EQ(device().flushes, 1);
  Expect("SAVE-BUFFERS FLUSH 1 BLOCK C@ .", "97 ok");
  EXPECT_EQ(device().writes, 1);
  EXPECT_EQ(device().reads, 3);
}

TEST_F(BlockWordsTest, WhatIsNotUpdatedIsLost) {
  Expect("CHAR x 1 BLOCK C! FLUSH 1 BLOCK C@ .", "32 ok");
  Expect("CHAR a 1 STORE EMPTY-BUFFERS 1 BLOCK C@ .", "32 ok");
  Expect("EMPTY-BUFFERS UPDATE", "? invalid block number: UPDATE without a block (THROW -35)");
}

TEST_F(BlockWordsTest, BufferDoesNotRead) {
  Expect("1 BUFFER 1024 CHAR b FILL UPDATE FLUSH", "ok");
  EXPECT_EQ(device().reads, 0);
  EXPECT_EQ(device().Text(1), std::string(1024, 'b'));
  Expect("1 BLOCK 1 BUFFER = .", "-1 ok");
}

TEST_F(BlockWordsTest, TheBufferIdleLongestIsTaken) {
  Expect("CHAR a 1 STORE 2 BLOCK 3 BLOCK 4 BLOCK 2DROP DROP 1 BLOCK DROP", "ok");
  Expect("2 BLOCK DROP 5 BLOCK DROP", "ok");
  EXPECT_EQ(device().reads, 5);
  EXPECT_EQ(device().writes, 0);
  // Block 3 went; 1, 2, 4 and 5 are still there.
  Expect("1 BLOCK 2 BLOCK 4 BLOCK 5 BLOCK 2DROP 2DROP", "ok");
  EXPECT_EQ(device().reads, 5);
  Expect("6 BLOCK 7 BLOCK 2DROP", "ok");
  EXPECT_EQ(device().writes, 1);
  EXPECT_EQ(device().Text(1), std::string(1024, 'a'));
}

TEST_F(BlockWordsTest, OnlyBlocksOfTheDeviceExist) {
  Expect("63 BLOCK DROP", "ok");
  for (const std::string number : {"0", "64", "-1", "9223372036854775807"}) {
    for (const std::string word : {"BLOCK", "BUFFER", "LIST", "LOAD"}) {
      Expect(number + " " + word,
             "? invalid block number: block " + number + ", valid are 1 to 63 (THROW -35)");
    }
  }
}

TEST_F(BlockWordsTest, AFailingDeviceIsThrown) {
  device().fail_reads = true;
  Expect("1 BLOCK", "? block read error: block 1 (THROW -33)");
  device().fail_reads = false;
  Expect("1 BLOCK C@ .", "32 ok");
  device().fail_writes = true;
  Expect("CHAR a 1 STORE SAVE-BUFFERS", "? block write error: block 1 (THROW -34)");
  Expect("2 BLOCK 3 BLOCK 4 BLOCK 5 BLOCK", "? block write error: block 1 (THROW -34)");
  Expect("EMPTY-BUFFERS SAVE-BUFFERS",
         "? block write error: the device could not be flushed (THROW -34)");
  device().fail_writes = false;
  Expect("CHAR a 1 STORE FLUSH", "ok");
  EXPECT_EQ(device().Text(1), std::string(1024, 'a'));
}

TEST_F(BlockWordsTest, ADeviceMayTakeItsTime) {
  device().delay = 3;
  vm_.Answer("CHAR a 1 STORE FLUSH");
  for (int round = 0; round < 20; ++round) {
    vm_.Go();
  }
  EXPECT_EQ(device().Text(1), std::string(1024, 'a'));
  device().delay = 0;
  Expect("1 BLOCK C@ .", "97 ok");
}

TEST_F(BlockWordsTest, ListShowsAScreen) {
  Expect("S\" : HI 1 . ;\" 7 BLOCK SWAP MOVE", "ok");
  Expect("S\" end\" 7 BLOCK 1021 + SWAP MOVE 7 7 BLOCK 64 + C! UPDATE", "ok");
  std::string screen = "Block 7\n 0|: HI 1 . ;\n";
  for (int line = 1; line < 15; ++line) {
    screen += (line < 10 ? " " : "") + std::to_string(line) + "|\n";
  }
  screen += "15|" + std::string(61, ' ') + "end\n";
  Expect("7 LIST SCR ?", screen + "7 ok");
  Expect("SCR @ 0 SCR ! .", "7 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
