#include "src/forthvm/words/file_transfer_words.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/error.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

class FileTransferWordsTest : public testing::Test {
 protected:
  FileTransferWordsTest() {
    vm_.Answer("VARIABLE FILE CREATE BUF 4000 ALLOT");
    vm_.Answer(": OPEN S\" a.txt\" ROT OPEN-FILE THROW FILE ! ;");
    vm_.Answer(": READ ( u -- ) BUF SWAP FILE @ READ-FILE . BUF SWAP TYPE ;");
    vm_.Answer(
        ": LINE ( u -- ) BUF SWAP FILE @ READ-LINE . . [CHAR] [ EMIT BUF SWAP TYPE "
        "[CHAR] ] EMIT ;");
    vm_.Answer(": WRITE FILE @ WRITE-FILE . ;");
  }
  void Open(std::string_view text, std::string_view access) {
    store().Put("a.txt", text);
    EXPECT_EQ(vm_.Answer(std::string(access) + " OPEN"), "ok");
  }
  void Expect(std::string_view line, std::string_view answer) {
    EXPECT_EQ(vm_.Answer(line), answer) << line;
  }
  storage::ModelFileStore& store() { return vm_.host().store; }

  VmHarness vm_;
};

TEST_F(FileTransferWordsTest, ReadFileGivesWhatIsThere) {
  Open("hello", "R/O");
  Expect("3 READ", "0 hel ok");
  Expect("3 READ", "0 lo ok");
  Expect("3 READ", "0 ok");
  Expect("0 READ", "0 ok");
  Expect("BUF -1 FILE @ READ-FILE . .",
         "? invalid memory address: 0x7008 (18446744073709551615 bytes) in READ-FILE, valid are "
         "0x1000 to 0xfffff (THROW -9)");
  Expect("BUF 1 0 READ-FILE . .", "-70 0 ok");
}

TEST_F(FileTransferWordsTest, ReadLineGivesLinesWithoutTheirEnds) {
  Open("one\ntwo\r\n\n\r\nlast", "R/O");
  Expect("80 LINE", "0 -1 [one] ok");
  Expect("80 LINE", "0 -1 [two] ok");
  Expect("80 LINE", "0 -1 [] ok");
  Expect("80 LINE", "0 -1 [] ok");
  Expect("80 LINE", "0 -1 [last] ok");
  Expect("80 LINE", "0 0 [] ok");
  Expect("BUF 1 99 READ-LINE . . .", "-71 0 0 ok");
}

TEST_F(FileTransferWordsTest, ALineThatFillsTheBufferHasItsEndStillBefore) {
  Open("abcd\nefghij\r\nk", "R/O");
  Expect("4 LINE", "0 -1 [abcd] ok");
  Expect("FILE @ FILE-POSITION . D.", "0 4 ok");
  Expect("4 LINE", "0 -1 [] ok");
  Expect("4 LINE", "0 -1 [efgh] ok");
  Expect("0 LINE", "0 -1 [] ok");
  Expect("3 LINE", "0 -1 [ij] ok");
  Expect("1 LINE", "0 -1 [k] ok");
  Expect("1 LINE", "0 0 [] ok");
  Expect("0 LINE", "0 0 [] ok");
}

TEST_F(FileTransferWordsTest, ReadLineWritesNoFurtherThanTheLine) {
  Open("ab\ncd\n", "R/O");
  Expect("BUF 10 CHAR . FILL 10 LINE BUF 10 TYPE", "0 -1 [ab]ab........ ok");
}

TEST_F(FileTransferWordsTest, LongLinesAreReadInPieces) {
  for (const std::size_t length : {1022U, 1023U, 1024U, 1025U, 1026U, 2048U, 3000U}) {
    const std::string line(length, 'x');
    for (const std::string_view end : {"\n", "\r\n"}) {
      Open(line + std::string(end) + "next\n", "R/O");
      Expect("BUF 4000 FILE @ READ-LINE . . .", "0 -1 " + std::to_string(length) + " ok");
      Expect("80 LINE FILE @ CLOSE-FILE .", "0 -1 [next]0 ok");
    }
  }
}

TEST_F(FileTransferWordsTest, WritingMovesOn) {
  Open("0123456789", "R/W");
  Expect("S\" ab\" WRITE S\" c\" WRITE 2 READ", "0 0 0 34 ok");
  EXPECT_EQ(store().Text("a.txt"), "abc3456789");
  Expect("S\" xyz\" FILE @ WRITE-LINE . S\" \" FILE @ WRITE-LINE .", "0 0 ok");
  EXPECT_EQ(store().Text("a.txt"), "abc34xyz\n\n");
  Expect("S\" !\" WRITE FILE @ FILE-SIZE . D.", "0 0 11 ok");
  Expect("S\" !\" 0 WRITE-FILE . S\" !\" 5000 WRITE-LINE .", "-75 -76 ok");
  Expect("0 1 FILE @ WRITE-FILE",
         "? invalid memory address: 0x0 in WRITE-FILE, valid are 0x1000 to 0xfffff (THROW -9)");
}

TEST_F(FileTransferWordsTest, TheAccessMethodIsKept) {
  Open("abc", "R/O");
  Expect("S\" x\" WRITE S\" x\" FILE @ WRITE-LINE .", "-75 -76 ok");
  Open("abc", "W/O");
  Expect("1 READ", "-70 ok");
  Expect("1 LINE", "-71 0 [] ok");
  Expect("S\" x\" WRITE", "0 ok");
  EXPECT_EQ(store().Text("a.txt"), "xbc");
}

TEST_F(FileTransferWordsTest, AFullOrFailingStoreGivesACode) {
  Open("abc", "R/W");
  store().FailWith(Error::kCapacity);
  Expect("S\" x\" WRITE S\" x\" FILE @ WRITE-LINE .", "-75 -76 ok");
  Expect(": W S\" x\" FILE @ WRITE-FILE THROW ; W",
         "? WRITE-FILE failed: a.txt, capacity exhausted (THROW -75)");
  store().FailWith(Error::kDeviceFailure);
  Expect("1 READ", "-37 ok");
  Expect("1 LINE", "-37 0 [] ok");
  Expect("S\" x\" WRITE S\" x\" FILE @ WRITE-LINE .", "-37 -37 ok");
  store().FailWith({});
  Expect("3 READ", "0 abc ok");
}

}  // namespace
}  // namespace starkernel::forthvm
