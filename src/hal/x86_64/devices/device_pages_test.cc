#include "src/hal/x86_64/devices/device_pages.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/hal/memory_region.h"

namespace starkernel::hal {
namespace {

TEST(DevicePagesTest, EachPageOnce) {
  DevicePages pages({});
  EXPECT_TRUE(pages.Add(PhysAddr(0xFED0'0000)).ok());
  EXPECT_TRUE(pages.Add(PhysAddr(0xFED0'0400)).ok());
  EXPECT_TRUE(pages.Add(PhysAddr(0xFFFF'FFFF)).ok());
  ASSERT_EQ(pages.all().size(), 2U);
  EXPECT_EQ(pages.all()[0], PhysAddr(0xFED0'0000));
  EXPECT_EQ(pages.all()[1], PhysAddr(0xFFFF'F000));
  EXPECT_EQ(pages.Add(PhysAddr(0x1'0000'0000)).error(), Error::kOutOfRange);
}

TEST(DevicePagesTest, RamIsNoDevice) {
  const std::array memory = {
      MemoryRegion{.base = PhysAddr(0x1000), .pages = PageCount(2), .kind = MemoryKind::kUsable},
      MemoryRegion{
          .base = PhysAddr(0x3000), .pages = PageCount(1), .kind = MemoryKind::kAcpiTables},
      MemoryRegion{.base = PhysAddr(0x4000), .pages = PageCount(1), .kind = MemoryKind::kReserved},
      MemoryRegion{.base = PhysAddr(0x5000), .pages = PageCount(1), .kind = MemoryKind::kDevice}};
  DevicePages pages(memory);
  EXPECT_TRUE(pages.Add(PhysAddr(0xFFF)).ok());
  EXPECT_EQ(pages.Add(PhysAddr(0x1000)).error(), Error::kAlreadyExists);
  EXPECT_EQ(pages.Add(PhysAddr(0x2FFF)).error(), Error::kAlreadyExists);
  EXPECT_EQ(pages.Add(PhysAddr(0x3000)).error(), Error::kAlreadyExists);
  EXPECT_TRUE(pages.Add(PhysAddr(0x4000)).ok());
  EXPECT_TRUE(pages.Add(PhysAddr(0x5000)).ok());
}

TEST(DevicePagesTest, ThereIsRoomForSoMany) {
  DevicePages pages({});
  for (std::uint64_t page = 0; page < DevicePages::kCapacity; ++page) {
    EXPECT_TRUE(pages.Add(PhysAddr(page * 4096)).ok());
  }
  EXPECT_EQ(pages.Add(PhysAddr(0xFED0'0000)).error(), Error::kCapacity);
}

}  // namespace
}  // namespace starkernel::hal
