#include "src/forthvm/words/editor_words.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

constexpr std::string_view kUp = "\x1B[A";
constexpr std::string_view kDown = "\x1B[B";
constexpr std::string_view kRight = "\x1B[C";
constexpr std::string_view kLeft = "\x1B[D";
constexpr std::string_view kHome = "\x1B[H";
constexpr std::string_view kEnd = "\x1BOF";
constexpr std::string_view kDelete = "\x1B[3~";
constexpr std::string_view kDone = "\x18";

class EditorWordsTest : public testing::Test {
 protected:
  EditorWordsTest() { Expect("ALSO STARFORTH", "ok"); }

  /// A line of the block as the device has it, without blanks at the end.
  std::string Line(int block, int line) {
    vm_.Answer("FLUSH");
    const std::string text = vm_.host()
                                 .device.Text(static_cast<std::uint64_t>(block))
                                 .substr(static_cast<std::size_t>(line) * 64, 64);
    return text.substr(0, text.find_last_not_of(' ') + 1);
  }
  /// Types keys into EDIT and ends it.
  void Edit(std::initializer_list<std::string_view> keys) {
    std::string typed;
    for (const std::string_view key : keys) {
      typed += key;
    }
    EXPECT_TRUE(vm_.Answer("5 EDIT", typed + std::string(kDone)).ends_with("H\nok")) << typed;
    EXPECT_EQ(vm_.Answer("DEPTH . SCR ?"), "0 5 ok");
  }
  void Expect(std::string_view line, std::string_view answer) {
    EXPECT_EQ(vm_.Answer(line), answer) << line;
  }

  VmHarness vm_;
};

TEST_F(EditorWordsTest, LinesAreSetByNumber) {
  Expect("L", "? invalid block number: block 0, valid are 1 to 63 (THROW -35)");
  Expect("0 S text", "? invalid block number: block 0, valid are 1 to 63 (THROW -35)");
  Expect("5 SCR ! 0 S : HI 7 . ;", "ok");
  Expect("15 S " + std::string(64, 'x'), "ok");
  Expect("1 S HI", "ok");
  EXPECT_EQ(Line(5, 0), ": HI 7 . ;");
  EXPECT_EQ(Line(5, 15), std::string(64, 'x'));
  Expect("5 LOAD", "7 \nblock 5:15:1: ? undefined word: " + std::string(64, 'x') + " (THROW -13)");
  Expect("15 S", "ok");
  Expect("5 LOAD", "7 ok");
  EXPECT_EQ(Line(5, 15), "");
  Expect("16 S x", "? invalid numeric argument: line 16, valid are 0 to 15 (THROW -24)");
  Expect("-1 S x", "? invalid numeric argument: line -1, valid are 0 to 15 (THROW -24)");
  Expect("0 S " + std::string(65, 'x'),
         "? parsed string overflow: the line is too long, the limit is 64 (THROW -18)");
  EXPECT_EQ(Line(5, 0), ": HI 7 . ;");
}

TEST_F(EditorWordsTest, ScreensAreShown) {
  Expect("6 SCR ! 3 S third", "ok");
  const std::string list = vm_.Answer("L");
  EXPECT_TRUE(list.starts_with("Block 6\n 0|\n 1|\n 2|\n 3|third\n 4|\n")) << list;
  EXPECT_TRUE(list.ends_with("15|\nok")) << list;
  const std::string show = vm_.Answer("5 6 SHOW SCR ?");
  EXPECT_TRUE(show.starts_with("Block 5\n 0|\n")) << show;
  EXPECT_TRUE(show.contains("15|\nBlock 6\n 0|\n")) << show;
  EXPECT_TRUE(show.ends_with("15|\n6 ok")) << show;
  Expect("6 5 SHOW", "ok");
}

TEST_F(EditorWordsTest, CharactersAreTypedOverWhatIsThere) {
  Edit({"hello\rworld", kUp, kHome, "J"});
  EXPECT_EQ(Line(5, 0), "Jello");
  EXPECT_EQ(Line(5, 1), "world");
  Edit({kRight, kRight, "LL", kLeft, kLeft, kLeft, "E", kDown, "R\x7F\x08"});
  EXPECT_EQ(Line(5, 0), "JELLo");
  EXPECT_EQ(Line(5, 1), "w  ld");
  Edit({kEnd, "!", "?"});
  EXPECT_EQ(Line(5, 0), "JELLo" + std::string(58, ' ') + "!");
  EXPECT_EQ(Line(5, 1), "?  ld");
}

TEST_F(EditorWordsTest, LinesAreInsertedErasedAndDeleted) {
  Edit({"one\rtwo\rthree"});
  Edit({kDown, "\x0F", "new"});
  EXPECT_EQ(Line(5, 0) + "," + Line(5, 1) + "," + Line(5, 2) + "," + Line(5, 3),
            "one,new,two,three");
  Edit({kDown, kDown, kRight, "\x0B"});
  EXPECT_EQ(Line(5, 2), "t");
  Edit({kDown, kRight, "\x19"});
  EXPECT_EQ(Line(5, 0) + "," + Line(5, 1) + "," + Line(5, 2) + "," + Line(5, 3), "one,t,three,");
}

TEST_F(EditorWordsTest, TheCursorStaysOnTheScreen) {
  Edit({kUp, kLeft, "a"});
  EXPECT_EQ(Line(5, 0), "a");
  std::string down;
  for (int line = 0; line < 20; ++line) {
    down += kDown;
  }
  Edit({down, "bottom", kEnd, "xyz", kRight, "!"});
  EXPECT_EQ(Line(5, 15), "bottom" + std::string(57, ' ') + "!");
  Edit({down, "\r\r", "\x0F", "\x19", "\x7F"});
  EXPECT_EQ(Line(5, 15), "");
  EXPECT_EQ(Line(5, 0), "a");
}

TEST_F(EditorWordsTest, DeleteTakesACharacterOut) {
  Edit({"ab\r€d"});
  Edit({kDelete, kDown, kDelete, kDelete, kDelete, "x"});
  EXPECT_EQ(Line(5, 0) + "," + Line(5, 1), "b,x");
  Edit({kRight, "\x1B[3;5~"});
  EXPECT_EQ(Line(5, 0), "b");
}

TEST_F(EditorWordsTest, HomeAndEndHaveManyForms) {
  for (const std::string_view home : {"\x1B[H", "\x1BOH", "\x1B[1~", "\x1B[7~", "\x1B[1;2H"}) {
    Edit({kRight, kRight, home, "a", kRight, home, "\x7F"});
    EXPECT_EQ(Line(5, 0), "") << home;
  }
  for (const std::string_view end : {"\x1B[F", "\x1BOF", "\x1B[4~", "\x1B[8~", "\x1B[1;5F"}) {
    Edit({end, "z"});
    EXPECT_EQ(Line(5, 0), std::string(63, ' ') + "z") << end;
    Edit({end, " "});
  }
}

TEST_F(EditorWordsTest, CharactersOfSeveralBytesAreOne) {
  Edit({"aä€z"});
  EXPECT_EQ(Line(5, 0), "aä€z");
  Edit({kRight, "x"});
  EXPECT_EQ(Line(5, 0), "ax€z");
  Edit({kRight, kRight, kRight, kLeft, "\x7F", kRight, "😀"});
  EXPECT_EQ(Line(5, 0), "a 😀z");
  Edit({kRight, kRight, "y", kLeft, kLeft, "b"});
  EXPECT_EQ(Line(5, 0), "abyz");
  EXPECT_TRUE(vm_.Answer("5 EDIT", "ä\x18").contains("\x1B[2;5H")) << "two columns";
}

TEST_F(EditorWordsTest, TheCursorKeepsItsColumn) {
  Edit({"€€€b\rabcd", kLeft, kUp, "B"});
  EXPECT_EQ(Line(5, 0), "€€€B");
  Edit({kRight, kRight, kDown, "C"});
  EXPECT_EQ(Line(5, 1), "abCd");
  // A line of 21 characters and a blank.
  std::string full;
  for (int count = 0; count < 21; ++count) {
    full += "€";
  }
  Edit({full, kDown, kEnd, kUp, "!"});
  EXPECT_EQ(Line(5, 0), full + "!");
  EXPECT_EQ(Line(5, 1), "abCd");
  Edit({kDown, kLeft, "?"});
  EXPECT_EQ(Line(5, 0), full + "?");
}

TEST_F(EditorWordsTest, WhatHasNoRoomIsRefused) {
  const std::string full(64, 'x');
  Edit({full});
  EXPECT_TRUE(vm_.Answer("5 EDIT", "ä\x18").contains("\a"));
  EXPECT_EQ(Line(5, 0), full);
  Edit({kDown, kEnd, "ä"});
  EXPECT_EQ(Line(5, 1), "");
}

TEST_F(EditorWordsTest, NothingButCharactersIsWritten) {
  Edit(
      {"\xC3"
       "a\xFF\xC2\x85"
       "b\xEF\xBF\xBD"
       "c"});
  EXPECT_EQ(Line(5, 0), "abc");
}

TEST_F(EditorWordsTest, KeysMayComeInPieces) {
  vm_.Answer("5 EDIT", "ab");
  for (const std::string_view piece : {"\x1B", "[", "D", "\xE2", "\x82", "\xAC", "\x18"}) {
    vm_.host().TypeKeys(piece);
    vm_.Go();
  }
  EXPECT_EQ(Line(5, 0), "a€");
}

TEST_F(EditorWordsTest, BytesThatAreNoCharactersAreReplacedOneByOne) {
  Expect("S\\\" a\\xFFz\" 5 BLOCK SWAP MOVE UPDATE", "ok");
  EXPECT_TRUE(vm_.Answer("5 LIST").starts_with("Block 5\n 0|a\xEF\xBF\xBDz\n 1|"));
  Edit({kRight, "b"});
  EXPECT_EQ(Line(5, 0), "abz");
}

TEST_F(EditorWordsTest, OtherKeysChangeNothing) {
  EXPECT_TRUE(vm_.Answer("5 EDIT", "\x01\x1B[3;5Z\x1Bq\x18").contains("\a"));
  EXPECT_EQ(Line(5, 0), "");
  EXPECT_EQ(vm_.host().device.writes, 0);
  Expect("0 EDIT", "? invalid block number: block 0, valid are 1 to 63 (THROW -35)");
  Expect("EDIT", "? stack underflow: EDIT (THROW -4)");
}

TEST_F(EditorWordsTest, ABreakLeavesTheEditorAndKeepsTheChange) {
  vm_.Answer("5 EDIT", "kept");
  vm_.vm().Break();
  vm_.Go();
  EXPECT_TRUE(vm_.TakeTranscript().ends_with("? user interrupt: KEY (THROW -28)\n"));
  EXPECT_EQ(Line(5, 0), "kept");
}

TEST_F(EditorWordsTest, AFailingDeviceIsThrownWithTheKeyLeft) {
  vm_.host().device.fail_reads = true;
  Expect("5 EDIT", "? block read error: block 5 (THROW -33)");
}

}  // namespace
}  // namespace starkernel::forthvm
