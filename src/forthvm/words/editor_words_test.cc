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
  EXPECT_TRUE(vm_.TakeTranscript().ends_with("? user interrupt: EDIT (THROW -28)\n"));
  EXPECT_EQ(Line(5, 0), "kept");
}

TEST_F(EditorWordsTest, AFailingDeviceIsThrownWithTheKeyLeft) {
  vm_.host().device.fail_reads = true;
  Expect("5 EDIT", "? block read error: block 5 (THROW -33)");
}

}  // namespace
}  // namespace starkernel::forthvm
