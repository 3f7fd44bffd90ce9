#include "src/console/line_display.h"

#include <gtest/gtest.h>

#include "src/console/string_sink.h"

namespace starkernel::console {
namespace {

class LineDisplayTest : public testing::Test {
 protected:
  StringSink sink_;
  LineDisplay display_{sink_};
};

TEST_F(LineDisplayTest, MovesBackWithTheShortestMeans) {
  display_.MoveBack(0);
  EXPECT_EQ(sink_.Take(), "");
  display_.MoveBack(1);
  EXPECT_EQ(sink_.Take(), "\b");
  display_.MoveBack(2);
  EXPECT_EQ(sink_.Take(), "\x1B[2D");
  display_.MoveBack(1024);
  EXPECT_EQ(sink_.Take(), "\x1B[1024D");
}

TEST_F(LineDisplayTest, ShowsTheTailAndReturns) {
  display_.ShowTail("");
  EXPECT_EQ(sink_.Take(), "");
  display_.ShowTail("\xC3\xA9z");
  EXPECT_EQ(sink_.Take(), "\xC3\xA9z\x1B[2D");
}

TEST_F(LineDisplayTest, ErasesPlainlyAtTheEndAndByClearingElsewhere) {
  display_.ShowErased(1, "");
  EXPECT_EQ(sink_.Take(), " \b");
  display_.ShowErased(2, "");
  EXPECT_EQ(sink_.Take(), "\x1B[K");
  display_.ShowErased(1, "ab");
  EXPECT_EQ(sink_.Take(), "ab\x1B[K\x1B[2D");
}

TEST_F(LineDisplayTest, SignsAreTheCustomaryOnes) {
  display_.Bell();
  display_.Abandon();
  display_.ClearScreen();
  display_.ClearToEnd();
  EXPECT_EQ(sink_.Take(), "\a^C\n\x1B[H\x1B[2J\x1B[K");
}

}  // namespace
}  // namespace starkernel::console
