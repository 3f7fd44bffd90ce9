#include "src/hal/x86_64/devices/firmware_memory.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/memory_region.h"

namespace starkernel::hal {
namespace {

constexpr std::array kMemory = {
    MemoryRegion{.base = PhysAddr(0x1000), .pages = PageCount(1), .kind = MemoryKind::kUsable},
    MemoryRegion{.base = PhysAddr(0x2000), .pages = PageCount(1), .kind = MemoryKind::kAcpiTables},
    MemoryRegion{.base = PhysAddr(0x3000), .pages = PageCount(1), .kind = MemoryKind::kDevice},
    MemoryRegion{.base = PhysAddr(0x5000), .pages = PageCount(1), .kind = MemoryKind::kReserved},
    MemoryRegion{
        .base = PhysAddr(0x1'0000'0000), .pages = PageCount(1), .kind = MemoryKind::kReserved},
    MemoryRegion{.base = PhysAddr(0x1'0000'1000),
                 .pages = PageCount(1),
                 .kind = MemoryKind::kFirmwareRuntime}};

bool CanRead(std::uint64_t base, std::uint64_t size) {
  FirmwareMemory memory(kMemory);
  return memory.Read(PhysAddr(base), ByteCount(size)).ok();
}

TEST(FirmwareMemoryTest, TablesLieInMemoryAloneOrAcrossRegions) {
  EXPECT_FALSE(CanRead(0xFFF, 2));
  EXPECT_TRUE(CanRead(0x1000, 1));
  EXPECT_TRUE(CanRead(0x1FFF, 2));
  EXPECT_TRUE(CanRead(0x1000, 0x2000));
  EXPECT_FALSE(CanRead(0x1000, 0x2001));
  EXPECT_FALSE(CanRead(0x3000, 1)) << "a device";
  EXPECT_FALSE(CanRead(0x4000, 1)) << "nothing";
  EXPECT_TRUE(CanRead(0x5FFF, 1));
  EXPECT_FALSE(CanRead(0x5FFF, 2));
}

TEST(FirmwareMemoryTest, ReservedMemoryIsShownBelow4GiBOnly) {
  EXPECT_FALSE(CanRead(0x1'0000'0000, 1));
  EXPECT_TRUE(CanRead(0x1'0000'1000, 0x1000));
}

TEST(FirmwareMemoryTest, SumsThatWrapAreRefused) {
  EXPECT_FALSE(CanRead(0xFFFF'FFFF'FFFF'FFFF, 2));
  EXPECT_FALSE(CanRead(0x1000, 0xFFFF'FFFF'FFFF'FFFF));
}

}  // namespace
}  // namespace starkernel::hal
