#include "src/hal/screen/framebuffer.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/hal/memory_region.h"

namespace starkernel::hal::screen {
namespace {

constexpr Framebuffer kUsual{.base = PhysAddr(0xC000'0000),
                             .size = ByteCount{1280 * 800 * 4},
                             .width = 1280,
                             .height = 800,
                             .pixels_per_line = 1280};

// What is wrong with it; empty if nothing is.
std::string ComplaintAbout(const Framebuffer& framebuffer) {
  constexpr std::array kMemory = {
      MemoryRegion{.base = PhysAddr(0), .pages = PageCount{0x1000}, .kind = MemoryKind::kUsable},
      MemoryRegion{
          .base = PhysAddr(0x8000'0000), .pages = PageCount{16}, .kind = MemoryKind::kAcpiTables},
      MemoryRegion{.base = PhysAddr(0xC000'0000),
                   .pages = PageCount{0x1000},
                   .kind = MemoryKind::kReserved}};
  TextBuffer<256> text;
  TextWriter complaint(text);
  const bool usable = CheckFramebuffer(framebuffer, kMemory, complaint);
  EXPECT_EQ(usable, text.empty());
  return std::string(text.view());
}

TEST(CheckFramebuffer, TakesTheUsualAndPaddedLines) {
  EXPECT_EQ(ComplaintAbout(kUsual), "");
  Framebuffer padded = kUsual;
  padded.pixels_per_line = 1301;
  padded.size = ByteCount{(799 * 1301 + 1280) * 4};
  EXPECT_EQ(ComplaintAbout(padded), "");
  padded.size -= ByteCount{1};
  EXPECT_EQ(ComplaintAbout(padded), "its lines take 4163116 bytes, but it has 4163115");
}

TEST(CheckFramebuffer, RefusesSizesOutsideTheLimits) {
  Framebuffer other = kUsual;
  other.width = 319;
  EXPECT_EQ(ComplaintAbout(other), "width is 319 pixels, supported are 320 to 16384");
  other.width = 320;
  EXPECT_EQ(ComplaintAbout(other), "");
  other.height = 199;
  EXPECT_EQ(ComplaintAbout(other), "height is 199 pixels, supported are 200 to 16384");
  other.height = 16385;
  EXPECT_EQ(ComplaintAbout(other), "height is 16385 pixels, supported are 200 to 16384");
  other = kUsual;
  other.width = 0xFFFF'FFFF;
  EXPECT_EQ(ComplaintAbout(other), "width is 4294967295 pixels, supported are 320 to 16384");
}

TEST(CheckFramebuffer, RefusesLinesShorterThanWhatTheyShow) {
  Framebuffer other = kUsual;
  other.pixels_per_line = 1279;
  EXPECT_EQ(ComplaintAbout(other),
            "a line takes 1279 pixels, supported are 1280 (the width) to 65536");
  other.pixels_per_line = 0xFFFF'FFFF;
  EXPECT_EQ(ComplaintAbout(other),
            "a line takes 4294967295 pixels, supported are 1280 (the width) to 65536");
}

TEST(CheckFramebuffer, RefusesPlacesThatCannotBe) {
  for (const std::uint64_t base : {std::uint64_t{0}, std::uint64_t{0xC000'0004},
                                   std::uint64_t{1} << 46U, 0xFFFF'FFFF'FFFF'F000}) {
    Framebuffer other = kUsual;
    other.base = PhysAddr(base);
    EXPECT_NE(ComplaintAbout(other).find("multiples of 4096"), std::string::npos) << base;
  }
}

TEST(CheckFramebuffer, RefusesToDrawIntoMemory) {
  Framebuffer other = kUsual;
  other.base = PhysAddr(0xFF'F000);
  EXPECT_EQ(ComplaintAbout(other),
            "it lies at 0xfff000 in memory that is used otherwise, from 0x0");
  other.base = PhysAddr(0x100'0000);
  EXPECT_EQ(ComplaintAbout(other), "");
  other.base = PhysAddr(0x8000'0000 - 0x1000);
  EXPECT_NE(ComplaintAbout(other), "");
}

}  // namespace
}  // namespace starkernel::hal::screen
