#include "src/base/text_buffer.h"

#include <gtest/gtest.h>

#include "src/base/text_writer.h"

namespace starkernel {
namespace {

TEST(TextBufferTest, KeepsTextUpToItsCapacity) {
  TextBuffer<5> buffer;
  EXPECT_EQ(buffer.view(), "");
  EXPECT_TRUE(buffer.empty());
  buffer.Write("abc");
  buffer.Write("de");
  EXPECT_EQ(buffer.view(), "abcde");
  EXPECT_FALSE(buffer.empty());
  EXPECT_FALSE(buffer.lost());
  buffer.Write("");
  EXPECT_FALSE(buffer.lost());
  buffer.Write("f");
  EXPECT_EQ(buffer.view(), "abcde");
  EXPECT_TRUE(buffer.lost());
}

TEST(TextBufferTest, CutsWhatDoesNotFit) {
  TextBuffer<4> buffer;
  buffer.Write("abcdef");
  EXPECT_EQ(buffer.view(), "abcd");
  EXPECT_TRUE(buffer.lost());
}

TEST(TextBufferTest, RemembersALossUntilItIsCleared) {
  TextBuffer<4> buffer;
  buffer.Write("abcdef");
  buffer.Write("");
  EXPECT_TRUE(buffer.lost());
  buffer.Clear();
  EXPECT_FALSE(buffer.lost());
  EXPECT_TRUE(buffer.empty());
  buffer.Write("xyz");
  EXPECT_EQ(buffer.view(), "xyz");
}

TEST(TextBufferTest, IsASinkOfAWriter) {
  TextBuffer<16> buffer;
  TextWriter(buffer).Text("frames ").Decimal(7);
  EXPECT_EQ(buffer.view(), "frames 7");
}

}  // namespace
}  // namespace starkernel
