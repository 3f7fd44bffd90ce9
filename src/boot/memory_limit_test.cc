#include "src/boot/memory_limit.h"

#include <gtest/gtest.h>

#include <array>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/memory_region.h"

namespace starkernel::boot {
namespace {

using hal::MemoryKind;
using hal::MemoryRegion;

using Regions = std::array<MemoryRegion, 4>;

Regions Limited(PageCount limit) {
  Regions regions = {
      MemoryRegion{.base = PhysAddr(0x1000), .pages = PageCount{10}, .kind = MemoryKind::kUsable},
      MemoryRegion{
          .base = PhysAddr(0xB000), .pages = PageCount{5}, .kind = MemoryKind::kAcpiTables},
      MemoryRegion{.base = PhysAddr(0x10000), .pages = PageCount{10}, .kind = MemoryKind::kUsable},
      MemoryRegion{.base = PhysAddr(0x1A000), .pages = PageCount{7}, .kind = MemoryKind::kUsable}};
  LimitUsableMemory(regions, BytesOf(limit));
  return regions;
}

TEST(LimitUsableMemory, EndsWithinARegion) {
  const Regions regions = Limited(PageCount{12});
  EXPECT_EQ(regions[0].pages, PageCount{10});
  EXPECT_EQ(regions[1].pages, PageCount{5});
  EXPECT_EQ(regions[1].kind, MemoryKind::kAcpiTables);
  EXPECT_EQ(regions[2].pages, PageCount{2});
  EXPECT_EQ(regions[2].kind, MemoryKind::kUsable);
  EXPECT_EQ(regions[3].kind, MemoryKind::kReserved);
}

TEST(LimitUsableMemory, EndsBetweenRegionsAndBeyondAll) {
  EXPECT_EQ(Limited(PageCount{10})[2].kind, MemoryKind::kReserved);
  EXPECT_EQ(Limited(PageCount{20})[2].pages, PageCount{10});
  EXPECT_EQ(Limited(PageCount{20})[3].kind, MemoryKind::kReserved);
  EXPECT_EQ(Limited(PageCount{1000})[3].pages, PageCount{7});
  EXPECT_EQ(Limited(PageCount{1000})[3].kind, MemoryKind::kUsable);
}

}  // namespace
}  // namespace starkernel::boot
