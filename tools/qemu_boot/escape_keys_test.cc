#include "tools/qemu_boot/escape_keys.h"

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

TEST(EscapeKeys, OrdinaryTypingPasses) {
  EscapeKeys keys;
  const Keys typed = keys.Feed("1 2 + .\r\x03\x1B[A");
  EXPECT_EQ(typed.input, "1 2 + .\r\x03\x1B[A");
  EXPECT_FALSE(typed.quit || typed.help);
}

TEST(EscapeKeys, QuitEndsTheTyping) {
  EscapeKeys keys;
  const Keys typed = keys.Feed("ab\x01xcd");
  EXPECT_TRUE(typed.quit);
  EXPECT_EQ(typed.input, "ab");
}

TEST(EscapeKeys, TheTwoKeysMayComeApart) {
  EscapeKeys keys;
  EXPECT_EQ(keys.Feed("\x01").input, "");
  EXPECT_TRUE(keys.Feed("X").quit);
}

TEST(EscapeKeys, HelpSendsNothing) {
  EscapeKeys keys;
  const Keys typed = keys.Feed("\x01h!");
  EXPECT_TRUE(typed.help);
  EXPECT_EQ(typed.input, "!");
}

TEST(EscapeKeys, TwiceSendsOne) {
  EscapeKeys keys;
  EXPECT_EQ(keys.Feed("\x01\x01x").input, "\x01x");
}

TEST(EscapeKeys, OtherKeysAreDropped) {
  EscapeKeys keys;
  EXPECT_EQ(keys.Feed("\x01qz").input, "z");
}

}  // namespace
}  // namespace starkernel::tools
