#include "src/hal/screen/terminal.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "src/hal/screen/cell.h"
#include "src/hal/screen/cell_grid.h"
#include "src/hal/screen/screen_text.h"

namespace starkernel::hal::screen {
namespace {

using std::string_view_literals::operator""sv;
using Rows = std::vector<std::u32string>;

// A terminal of 4 rows of 10.
class TerminalTest : public ::testing::Test {
 protected:
  static constexpr std::size_t kRows = 4;
  static constexpr std::size_t kColumns = 10;

  Rows After(std::string_view text) {
    terminal_.Write(text);
    Rows rows;
    for (std::size_t row = 0; row < kRows; ++row) {
      rows.push_back(RowText(terminal_.grid(), row));
    }
    return rows;
  }
  // Starts anew.
  Rows Afresh(std::string_view text) {
    terminal_ = Terminal(CellGrid(cells_, kRows, kColumns));
    return After(text);
  }
  Cell CellAt(std::size_t row, std::size_t column) {
    return Unpack(terminal_.grid().Row(row)[column]);
  }

  std::vector<PackedCell> cells_ = std::vector<PackedCell>(kRows * kColumns);
  Terminal terminal_{CellGrid(cells_, kRows, kColumns)};
};

TEST_F(TerminalTest, ShowsLines) {
  EXPECT_EQ(After("one\ntwo\r\n│é"), Rows({U"one", U"two", U"│é", U""}));
  EXPECT_EQ(terminal_.cursor(), (Place{2, 2}));
}

TEST_F(TerminalTest, WrapsOnlyWhenTheNextCharacterComes) {
  EXPECT_EQ(After("0123456789"), Rows({U"0123456789", U"", U"", U""}));
  EXPECT_EQ(terminal_.cursor(), (Place{0, 9}));
  EXPECT_EQ(After("\nx"), Rows({U"0123456789", U"x", U"", U""}));
  EXPECT_EQ(Afresh("0123456789x"), Rows({U"0123456789", U"x", U"", U""}));
  EXPECT_EQ(Afresh("0123456789\rx"), Rows({U"x123456789", U"", U"", U""}));
  EXPECT_EQ(Afresh("0123456789\bx"), Rows({U"01234567x9", U"", U"", U""}));
}

TEST_F(TerminalTest, ScrollsWhatLeavesAtTheTop) {
  EXPECT_EQ(After("1\n2\n3\n4\n5"), Rows({U"2", U"3", U"4", U"5"}));
  EXPECT_EQ(After("\n\n6"), Rows({U"4", U"5", U"", U"6"}));
}

TEST_F(TerminalTest, ObeysControls) {
  EXPECT_EQ(After("ab\bc"), Rows({U"ac", U"", U"", U""}));
  EXPECT_EQ(Afresh("\b\bx"), Rows({U"x", U"", U"", U""}));
  EXPECT_EQ(Afresh("a\tb\tc"), Rows({U"a       bc", U"", U"", U""}));
  EXPECT_EQ(Afresh("a\a\0\x0E\x7F z"sv), Rows({U"a z", U"", U"", U""}));
}

TEST_F(TerminalTest, MovesTheCursorWithinTheScreen) {
  After("\x1B[3;5H");
  EXPECT_EQ(terminal_.cursor(), (Place{2, 4}));
  After("\x1B[A\x1B[2D");
  EXPECT_EQ(terminal_.cursor(), (Place{1, 2}));
  After("\x1B[B\x1B[3C");
  EXPECT_EQ(terminal_.cursor(), (Place{2, 5}));
  After("\x1B[99A\x1B[9999D");
  EXPECT_EQ(terminal_.cursor(), (Place{0, 0}));
  After("\x1B[99B\x1B[99C");
  EXPECT_EQ(terminal_.cursor(), (Place{3, 9}));
  After("\x1B[99;99f");
  EXPECT_EQ(terminal_.cursor(), (Place{3, 9}));
  After("\x1B[2d\x1B[4G");
  EXPECT_EQ(terminal_.cursor(), (Place{1, 3}));
  After("\x1B[E");
  EXPECT_EQ(terminal_.cursor(), (Place{2, 0}));
  After("\x1B[5C\x1B[2F");
  EXPECT_EQ(terminal_.cursor(), (Place{0, 0}));
  After("\x1B[0;0H\x1B[H");
  EXPECT_EQ(terminal_.cursor(), (Place{0, 0}));
}

TEST_F(TerminalTest, ErasesInRowAndScreen) {
  const std::string full = "aaaaaaaaaa\nbbbbbbbbbb\ncccccccccc\ndddddddddd\x1B[2;4H";
  EXPECT_EQ(Afresh(full + "\x1B[K"), Rows({U"aaaaaaaaaa", U"bbb", U"cccccccccc", U"dddddddddd"}));
  EXPECT_EQ(Afresh(full + "\x1B[1K").at(1), U"    bbbbbb");
  EXPECT_EQ(Afresh(full + "\x1B[2K").at(1), U"");
  EXPECT_EQ(Afresh(full + "\x1B[J"), Rows({U"aaaaaaaaaa", U"bbb", U"", U""}));
  EXPECT_EQ(Afresh(full + "\x1B[1J"), Rows({U"", U"    bbbbbb", U"cccccccccc", U"dddddddddd"}));
  EXPECT_EQ(Afresh(full + "\x1B[2J"), Rows({U"", U"", U"", U""}));
  EXPECT_EQ(terminal_.cursor(), (Place{1, 3}));
  EXPECT_EQ(Afresh(full + "\x1B[9J\x1B[9K").at(1), U"bbbbbbbbbb");
  EXPECT_EQ(Afresh(full + "\x1B[2X").at(1), U"bbb  bbbbb");
  EXPECT_EQ(Afresh(full + "\x1B[99X").at(1), U"bbb");
}

TEST_F(TerminalTest, InsertsAndDeletesCharacters) {
  EXPECT_EQ(After("0123456789\x1B[1;3H\x1B[2@").at(0), U"01  234567");
  EXPECT_EQ(After("\x1B[2P").at(0), U"01234567");
  EXPECT_EQ(After("\x1B[99@").at(0), U"01");
  EXPECT_EQ(Afresh("0123456789\x1B[1;3H\x1B[99P").at(0), U"01");
}

TEST_F(TerminalTest, SavesAndRestoresCursorAndColors) {
  After(
      "\x1B[2;3H\x1B[31m\x1B"
      "7\x1B[H\x1B[32mg\x1B"
      "8r");
  EXPECT_EQ(CellAt(0, 0).foreground, 2);
  EXPECT_EQ(CellAt(1, 2).foreground, 1);
  After("\x1B[s\x1B[4;9H\x1B[ux");
  EXPECT_EQ(RowText(terminal_.grid(), 1), U"  rx");
}

TEST_F(TerminalTest, DrawsWithThePen) {
  After("a\x1B[1;33;44mb\x1B[0mc\x1B[7md");
  EXPECT_EQ(CellAt(0, 0), (Cell{GlyphOf(U'a'), 7, 0}));
  EXPECT_EQ(CellAt(0, 1), (Cell{GlyphOf(U'b'), 11, 4}));
  EXPECT_EQ(CellAt(0, 2), (Cell{GlyphOf(U'c'), 7, 0}));
  EXPECT_EQ(CellAt(0, 3), (Cell{GlyphOf(U'd'), 0, 7}));
}

TEST_F(TerminalTest, ClearsToThePensBackground) {
  After("\x1B[44m\x1B[2;1H\x1B[K\x1B[4;1H\n");
  EXPECT_EQ(CellAt(0, 0).background, 4);
  EXPECT_EQ(CellAt(1, 0).background, 0);
  EXPECT_EQ(CellAt(3, 9).background, 4);
}

TEST_F(TerminalTest, HidesAndShowsTheCursor) {
  After("\x1B[?25l");
  EXPECT_FALSE(terminal_.cursor_visible());
  After("\x1B[?1h");
  EXPECT_FALSE(terminal_.cursor_visible());
  After("\x1B[?25h");
  EXPECT_TRUE(terminal_.cursor_visible());
}

TEST_F(TerminalTest, SwallowsWhatItDoesNotKnow) {
  for (const std::string_view text :
       {"\x1B[6n"sv, "\x1B[?1049h"sv, "\x1B[>c"sv, "\x1B[1 q"sv, "\x1B[!p"sv, "\x1B(B"sv, "\x1B="sv,
        "\x1B]0;title\a"sv, "\x1B]0;title\x1B\\"sv, "\x1BPq#0\x1B\\"sv, "\x1B_x\x1By\x1B\\"sv,
        "\x1B[1;2\x18"sv, "\x1B[\x1B[m"sv,
        "\x1B[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18q"sv}) {
    EXPECT_EQ(Afresh(std::string(text) + "x"), Rows({U"x", U"", U"", U""})) << text;
  }
}

TEST_F(TerminalTest, ObeysControlsWithinASequence) {
  EXPECT_EQ(After("ab\x1B[\r1Cx"), Rows({U"ax", U"", U"", U""}));
}

TEST_F(TerminalTest, ResetClearsEverything) {
  EXPECT_EQ(After("abc\x1B[41m\x1B[?25l\x1B"
                  "cx"),
            Rows({U"x", U"", U"", U""}));
  EXPECT_EQ(CellAt(0, 0).background, 0);
  EXPECT_TRUE(terminal_.cursor_visible());
}

TEST_F(TerminalTest, ReplacesWhatTheFontLacksAndWhatIsNoUtf8) {
  EXPECT_EQ(After("\u4E00\xFFz").at(0), U"\uFFFD\uFFFDz");
}

TEST_F(TerminalTest, SurvivesAnyBytes) {
  std::mt19937 random(3);
  constexpr std::string_view kLikely = "\x1B\x1B\x1B[[[;;0123459?ABCDHJKmPX@su78c\n\r\b\tx";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t length = random() % 12; length > 0; --length) {
      text +=
          random() % 5 == 0 ? static_cast<char>(random()) : kLikely.at(random() % kLikely.size());
    }
    terminal_.Write(text);
    ASSERT_LT(terminal_.cursor().row, kRows);
    ASSERT_LT(terminal_.cursor().column, kColumns);
  }
}

}  // namespace
}  // namespace starkernel::hal::screen
