#include "tools/qemu_boot/console_filter.h"

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

constexpr std::string_view kFirmware =
    "\x1B[2J\x1B[01;01H\x1B[=3hBdsDxe: starting \"StarKernel disk\"\r\n";
constexpr std::string_view kKernel = "StarKernel 0.1\r\nready\r\n";

std::string AllOf(ConsoleFilter& filter, std::string_view stream) {
  const std::string shown = filter.Feed(stream);
  return shown + filter.Finish();
}

TEST(ConsoleFilter, HidesTheFirmware) {
  ConsoleFilter filter({.show_firmware = false, .strip_carriage_returns = false});
  EXPECT_EQ(filter.Feed(kFirmware), "");
  EXPECT_FALSE(filter.kernel_seen());
  EXPECT_EQ(filter.hidden(), kFirmware);
  EXPECT_EQ(filter.Feed(kKernel), kKernel);
  EXPECT_TRUE(filter.kernel_seen());
}

TEST(ConsoleFilter, PiecesMakeNoDifference) {
  const std::string stream = std::string(kFirmware) + std::string(kKernel);
  for (std::size_t size = 1; size <= stream.size(); ++size) {
    ConsoleFilter filter({.show_firmware = false, .strip_carriage_returns = true});
    std::string shown;
    for (std::size_t start = 0; start < stream.size(); start += size) {
      shown += filter.Feed(std::string_view(stream).substr(start, size));
    }
    EXPECT_EQ(shown + filter.Finish(), "StarKernel 0.1\nready\n") << size;
  }
}

TEST(ConsoleFilter, BannerMayFollowAnEscapeSequence) {
  ConsoleFilter filter({.show_firmware = false, .strip_carriage_returns = false});
  EXPECT_EQ(AllOf(filter, "x\r\n\x1B[01;01HStarKernel 1"), "StarKernel 1");
}

TEST(ConsoleFilter, BannerInTheMiddleOfALineIsNone) {
  ConsoleFilter filter({.show_firmware = false, .strip_carriage_returns = false});
  EXPECT_EQ(AllOf(filter, "loading StarKernel 1\r\n"), "");
  EXPECT_FALSE(filter.kernel_seen());
}

TEST(ConsoleFilter, CanShowTheFirmwareToo) {
  ConsoleFilter filter({.show_firmware = true, .strip_carriage_returns = false});
  const std::string stream = std::string(kFirmware) + std::string(kKernel);
  EXPECT_EQ(AllOf(filter, stream), stream);
  EXPECT_TRUE(filter.kernel_seen());
}

TEST(ConsoleFilter, OnlyReturnsBeforeLineEndsGo) {
  ConsoleFilter filter({.show_firmware = true, .strip_carriage_returns = true});
  EXPECT_EQ(AllOf(filter, "a\rb\r\r\nc\r"), "a\rb\r\nc\r");
}

}  // namespace
}  // namespace starkernel::tools
