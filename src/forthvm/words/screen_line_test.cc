#include "src/forthvm/words/screen_line.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"

namespace starkernel::forthvm {
namespace {

std::string Replaced(std::string text, std::size_t place, std::string_view character) {
  return ScreenLine(text).Replace(place, character) ? text : "refused: " + text;
}
std::string Erased(std::string text, std::size_t place) {
  ScreenLine(text).Erase(place);
  return text;
}

TEST(ScreenLine, HasAColumnForEachCharacter) {
  std::string text = "aä€😀z ";
  const ScreenLine line(text);
  const std::vector<std::size_t> columns{0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 5};
  const std::vector<std::size_t> places{0, 1, 3, 6, 10, 11, 11, 11};
  for (std::size_t place = 0; place < columns.size(); ++place) {
    EXPECT_EQ(line.ColumnAt(place), columns[place]) << place;
  }
  for (std::size_t column = 0; column < places.size(); ++column) {
    EXPECT_EQ(line.PlaceOf(column), places[column]) << column;
  }
}

TEST(ScreenLine, AByteThatIsNoCharacterHasAColumn) {
  std::string text =
      "\x80"
      "a\xC3";
  const ScreenLine line(text);
  EXPECT_EQ(line.ColumnAt(1), 1U);
  EXPECT_EQ(line.ColumnAt(2), 2U);
  EXPECT_EQ(line.PlaceOf(9), 2U);
  EXPECT_EQ(line.SizeAt(2), 1U);
}

TEST(ScreenLine, ALongerCharacterMovesTheRestIntoTheBlanks) {
  EXPECT_EQ(Replaced("abc", 1, "x"), "axc");
  EXPECT_EQ(Replaced("abc   ", 1, "ä"), "aäc  ");
  EXPECT_EQ(Replaced("abc   ", 0, "😀"), "😀bc");
  EXPECT_EQ(Replaced("abc  ", 0, "😀"), "refused: abc  ");
  EXPECT_EQ(Replaced("ab c", 0, "ä"), "refused: ab c");
  EXPECT_EQ(Replaced("abc", 2, "ä"), "refused: abc");
  EXPECT_EQ(Replaced("ab  ", 2, "ä"), "abä");
}

TEST(ScreenLine, AShorterCharacterPullsTheRest) {
  EXPECT_EQ(Replaced("a€bc", 1, "x"), "axbc  ");
  EXPECT_EQ(Replaced("a€b€", 1, "ä"), "aäb€ ");
  EXPECT_EQ(Replaced("ab€", 2, "x"), "abx  ");
}

TEST(ScreenLine, AnErasedCharacterIsGoneWhole) {
  EXPECT_EQ(Erased("a€bc", 1), "abc   ");
  EXPECT_EQ(Erased("abc", 0), "bc ");
  EXPECT_EQ(Erased("ab€", 2), "ab   ");
}

}  // namespace
}  // namespace starkernel::forthvm
