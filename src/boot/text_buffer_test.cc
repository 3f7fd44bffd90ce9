#include "src/boot/text_buffer.h"

#include <gtest/gtest.h>

namespace starkernel::boot {
namespace {

TEST(TextBuffer, KeepsTextUpToItsCapacity) {
  TextBuffer<5> buffer;
  EXPECT_EQ(buffer.text(), "");
  buffer.Write("abc");
  buffer.Write("de");
  EXPECT_EQ(buffer.text(), "abcde");
  EXPECT_FALSE(buffer.lost());
  buffer.Write("");
  EXPECT_FALSE(buffer.lost());
  buffer.Write("f");
  EXPECT_EQ(buffer.text(), "abcde");
  EXPECT_TRUE(buffer.lost());
}

TEST(TextBuffer, CutsWhatDoesNotFit) {
  TextBuffer<4> buffer;
  buffer.Write("abcdef");
  EXPECT_EQ(buffer.text(), "abcd");
  EXPECT_TRUE(buffer.lost());
}

}  // namespace
}  // namespace starkernel::boot
