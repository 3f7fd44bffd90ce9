#include "src/kernel/reserved_frames.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/boot/boot_info.h"
#include "src/pmm/frame_range.h"

namespace starkernel::kernel {
namespace {

pmm::FrameRange OfFramebuffer(std::uint64_t base, std::uint64_t size) {
  boot::BootInfo info{};
  info.framebuffer = boot::Framebuffer{.base = PhysAddr(base), .size = ByteCount(size)};
  return ReservedFrames(info)[0];
}

constexpr pmm::FrameRange Frames(std::uint64_t first, std::uint64_t pages) {
  return {FrameNumber(first), PageCount(pages)};
}

TEST(ReservedFramesTest, AMachineWithoutThemReservesNothing) {
  for (const pmm::FrameRange& range : ReservedFrames(boot::BootInfo{})) {
    EXPECT_EQ(range.pages, PageCount{0});
  }
}

TEST(ReservedFramesTest, CoversEveryPageOfTheFramebuffer) {
  EXPECT_EQ(OfFramebuffer(0xC000'0000, 4'096'000), Frames(0xC0000, 1000));
  EXPECT_EQ(OfFramebuffer(0xC000'0800, 4096), Frames(0xC0000, 2));
  EXPECT_EQ(OfFramebuffer(0xC000'0800, 2048), Frames(0xC0000, 1));
  EXPECT_EQ(OfFramebuffer(0xC000'0000, 0).pages, PageCount{0});
}

TEST(ReservedFramesTest, CutsWhatCannotBe) {
  constexpr std::uint64_t kLimit = std::uint64_t{1} << 40;
  EXPECT_EQ(OfFramebuffer(0x1000, ~std::uint64_t{0}), Frames(1, kLimit - 1));
  EXPECT_EQ(OfFramebuffer(~std::uint64_t{0}, ~std::uint64_t{0}), Frames(kLimit, 0));
}

TEST(ReservedFramesTest, CoversTheAcpiRootPointer) {
  boot::BootInfo info{};
  info.rsdp = PhysAddr{0xF5A10};
  EXPECT_EQ(ReservedFrames(info)[1], Frames(0xF5, 1));
  info.rsdp = PhysAddr{0xF5FF0};
  EXPECT_EQ(ReservedFrames(info)[1], Frames(0xF5, 2));
}

}  // namespace
}  // namespace starkernel::kernel
