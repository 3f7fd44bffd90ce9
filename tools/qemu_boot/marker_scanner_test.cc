#include "tools/qemu_boot/marker_scanner.h"

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

TEST(MarkerScanner, FindsItInOnePiece) {
  MarkerScanner scanner("loop entered");
  scanner.Feed("VM arbiter loop entere");
  EXPECT_FALSE(scanner.seen());
  scanner.Feed("d\n");
  EXPECT_TRUE(scanner.seen());
}

TEST(MarkerScanner, FindsItByteByByte) {
  MarkerScanner scanner("aab");
  for (const char letter : std::string_view("xaaa")) {
    scanner.Feed(std::string_view(&letter, 1));
    EXPECT_FALSE(scanner.seen());
  }
  scanner.Feed("b");
  EXPECT_TRUE(scanner.seen());
  scanner.Feed("anything");
  EXPECT_TRUE(scanner.seen());
}

TEST(MarkerScanner, SkippedLettersDoNotCount) {
  MarkerScanner scanner("abc");
  scanner.Feed("ab");
  scanner.Feed("-c");
  EXPECT_FALSE(scanner.seen());
}

}  // namespace
}  // namespace starkernel::tools
