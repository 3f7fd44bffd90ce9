#include "src/console/line_buffer.h"

#include <gtest/gtest.h>

#include <string>

#include "src/base/expect_panic.h"

namespace starkernel::console {
namespace {

/// A buffer with `before` and `after` on the two sides of the cursor.
LineBuffer Line(const std::string& before, const std::string& after) {
  LineBuffer line;
  line.Assign(before + after);
  line.MoveBack(after.size());
  return line;
}

TEST(LineBufferTest, StartsEmpty) {
  const LineBuffer line;
  EXPECT_EQ(line.text(), "");
  EXPECT_EQ(line.CodePointBefore(), "");
  EXPECT_EQ(line.CodePointAfter(), "");
  EXPECT_EQ(line.WordBefore(), "");
}

TEST(LineBufferTest, InsertsAtTheCursor) {
  LineBuffer line = Line("ab", "ef");
  EXPECT_TRUE(line.Insert("cd"));
  EXPECT_EQ(line.before_cursor(), "abcd");
  EXPECT_EQ(line.after_cursor(), "ef");
}

TEST(LineBufferTest, FillsToTheLastByteAndRefusesMore) {
  LineBuffer line = Line(std::string(kLineCapacity - 3, 'x'), "yz");
  EXPECT_FALSE(line.Insert("\xC3\xA9"));
  EXPECT_EQ(line.text().size(), kLineCapacity - 1);
  EXPECT_TRUE(line.Insert("a"));
  EXPECT_EQ(line.text(), std::string(kLineCapacity - 3, 'x') + "ayz");
  EXPECT_FALSE(line.Insert("b"));
  EXPECT_EQ(line.after_cursor(), "yz");
}

TEST(LineBufferTest, AssignTakesAFullLineAndPanicsAboveIt) {
  LineBuffer line;
  line.Assign(std::string(kLineCapacity, 'x'));
  EXPECT_EQ(line.text(), std::string(kLineCapacity, 'x'));
  EXPECT_PANIC(line.Assign(std::string(kLineCapacity + 1, 'x')), "capacity");
}

TEST(LineBufferTest, CodePointsBesideTheCursor) {
  const LineBuffer line = Line("a\xE2\x82\xAC", "\xC3\xA9z");
  EXPECT_EQ(line.CodePointBefore(), "\xE2\x82\xAC");
  EXPECT_EQ(line.CodePointAfter(), "\xC3\xA9");
  EXPECT_EQ(Line("", "z").CodePointBefore(), "");
  EXPECT_EQ(Line("z", "").CodePointAfter(), "");
}

TEST(LineBufferTest, WordBeforeTakesTheSpacesAfterIt) {
  EXPECT_EQ(Line("one two", "").WordBefore(), "two");
  EXPECT_EQ(Line("one two  ", "x").WordBefore(), "two  ");
  EXPECT_EQ(Line("one t", "wo").WordBefore(), "t");
  EXPECT_EQ(Line("one", "").WordBefore(), "one");
  EXPECT_EQ(Line("  ", "").WordBefore(), "  ");
}

TEST(LineBufferTest, ErasesOnBothSides) {
  LineBuffer line = Line("abc", "def");
  line.EraseBefore(2);
  EXPECT_EQ(line.before_cursor(), "a");
  EXPECT_EQ(line.after_cursor(), "def");
  line.EraseAfter(3);
  EXPECT_EQ(line.text(), "a");
  line.EraseBefore(1);
  EXPECT_EQ(line.text(), "");
}

TEST(LineBufferTest, LeavingTheLinePanics) {
  LineBuffer line = Line("ab", "c");
  EXPECT_PANIC(line.MoveBack(3), "before the line");
  EXPECT_PANIC(line.MoveForward(2), "past the line");
  EXPECT_PANIC(line.EraseBefore(3), "before the line");
  EXPECT_PANIC(line.EraseAfter(2), "beyond the end of a string");
  line.MoveForward(1);
  line.MoveBack(3);
  EXPECT_EQ(line.after_cursor(), "abc");
}

}  // namespace
}  // namespace starkernel::console
