#include "src/pmm/memory_map.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/pmm/frame_range.h"

namespace starkernel::pmm {
namespace {

using hal::MemoryKind;
using hal::MemoryRegion;

constexpr MemoryRegion Usable(std::uint64_t base, std::uint64_t pages) {
  return {PhysAddr(base), PageCount(pages), MemoryKind::kUsable};
}

TEST(MemoryMapTest, AcceptsAdjacentRegionsAndHoles) {
  const std::array map{Usable(0, 2), Usable(0x2000, 1), Usable(0x100000, 4)};
  EXPECT_TRUE(ValidateMemoryMap(map).ok());
  EXPECT_TRUE(ValidateMemoryMap({}).ok());
}

TEST(MemoryMapTest, NamesWhatIsWrong) {
  EXPECT_EQ(ValidateMemoryMap(std::array{Usable(0x1001, 1)}).error(), Error::kMisaligned);
  EXPECT_EQ(ValidateMemoryMap(std::array{Usable(0x1000, 0)}).error(), Error::kInvalidArgument);
  EXPECT_EQ(ValidateMemoryMap(std::array{Usable(0, 2), Usable(0x1000, 1)}).error(),
            Error::kCorrupt);
  EXPECT_EQ(ValidateMemoryMap(std::array{Usable(0x2000, 1), Usable(0, 1)}).error(),
            Error::kCorrupt);
}

TEST(MemoryMapTest, EndsAt52BitAddresses) {
  constexpr std::uint64_t kLastPage = (std::uint64_t{1} << 52) - 0x1000;
  EXPECT_TRUE(ValidateMemoryMap(std::array{Usable(kLastPage, 1)}).ok());
  EXPECT_EQ(ValidateMemoryMap(std::array{Usable(kLastPage, 2)}).error(), Error::kOutOfRange);
  EXPECT_EQ(ValidateMemoryMap(std::array{Usable(kLastPage + 0x1000, 1)}).error(),
            Error::kOutOfRange);
  EXPECT_EQ(ValidateMemoryMap(std::array{Usable(0x1000, ~std::uint64_t{0})}).error(),
            Error::kOutOfRange);
}

TEST(MemoryMapTest, TheFirstMiBIsNeverAllocatable) {
  EXPECT_EQ(AllocatableFrames(Usable(0, 256)).pages, PageCount{0});
  EXPECT_EQ(AllocatableFrames(Usable(0, 257)), (FrameRange{FrameNumber{256}, PageCount{1}}));
  EXPECT_EQ(AllocatableFrames(Usable(0x100000, 3)), (FrameRange{FrameNumber{256}, PageCount{3}}));
}

TEST(MemoryMapTest, OnlyUsableRegionsAreAllocatable) {
  for (const MemoryKind kind :
       {MemoryKind::kKernelImage, MemoryKind::kAcpiTables, MemoryKind::kFirmwareRuntime,
        MemoryKind::kDevice, MemoryKind::kReserved}) {
    const MemoryRegion region{PhysAddr{0x200000}, PageCount{8}, kind};
    EXPECT_EQ(AllocatableFrames(region).pages, PageCount{0});
  }
}

}  // namespace
}  // namespace starkernel::pmm
