#include "src/devices/register_access.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/devices/page_mapper.h"
#include "src/hal/device_bus.h"
#include "src/hal/memory_region.h"
#include "src/hal/model_devices.h"

namespace starkernel::devices {
namespace {

using hal::AccessWidth;
using hal::MemoryKind;
using hal::ModelDevices;

constexpr PhysAddr kBase = ModelDevices::kRegisters;
constexpr PhysAddr kRam{0x10'0000};
constexpr PageCount kRamPages{2};
constexpr PhysAddr kDevice{0x20'0000};

constexpr std::array kMemory{
    hal::MemoryRegion{PhysAddr{0}, PageCount{1}, MemoryKind::kKernelImage},
    hal::MemoryRegion{PhysAddr{0x1000}, PageCount{1}, MemoryKind::kAcpiTables},
    hal::MemoryRegion{PhysAddr{0x2000}, PageCount{1}, MemoryKind::kFirmwareRuntime},
    hal::MemoryRegion{PhysAddr{0x3000}, PageCount{1}, MemoryKind::kReserved},
    hal::MemoryRegion{kRam, kRamPages, MemoryKind::kUsable},
    hal::MemoryRegion{kDevice, PageCount{1}, MemoryKind::kDevice},
};

class Pages final : public PageMapper {
 public:
  Result<void> Map(VirtAddr place, PhysAddr /*page*/) override {
    if (place == taken) {
      return Error::kAlreadyExists;
    }
    if (mapped.size() == most) {
      return Error::kOutOfMemory;
    }
    mapped.insert(place.value());
    return {};
  }
  void Unmap(VirtAddr place) override { EXPECT_EQ(mapped.erase(place.value()), 1U); }

  std::set<std::uint64_t> mapped;
  std::size_t most = 100;
  VirtAddr taken{0};
};

TEST(RegisterAccessTest, ReadsAndWritesWhatIsThere) {
  ModelDevices bus;
  RegisterAccess access(bus, {.memory = kMemory});
  EXPECT_TRUE(access.WriteMemory(kBase, AccessWidth::kEight, 0x1122'3344'5566'7788U).ok());
  EXPECT_EQ(access.ReadMemory(kBase + ByteCount(4), AccessWidth::kFour).value(), 0x1122'3344U);
  EXPECT_TRUE(access.WritePort(ModelDevices::kPorts, AccessWidth::kTwo, 0x1234).ok());
  EXPECT_EQ(access.ReadPort(ModelDevices::kPorts + 1, AccessWidth::kByte).value(), 0x12U);
}

TEST(RegisterAccessTest, AddressesAreMultiplesOfTheWidth) {
  ModelDevices bus;
  RegisterAccess access(bus, {});
  for (const AccessWidth width : {AccessWidth::kTwo, AccessWidth::kFour, AccessWidth::kEight}) {
    const ByteCount half(SizeOf(width) / 2);
    EXPECT_EQ(access.ReadMemory(kBase + half, width).error(), Error::kMisaligned);
    EXPECT_EQ(access.WriteMemory(kBase + half, width, 0).error(), Error::kMisaligned);
  }
  EXPECT_EQ(access.ReadPort(1, AccessWidth::kTwo).error(), Error::kMisaligned);
  EXPECT_EQ(access.WritePort(2, AccessWidth::kFour, 0).error(), Error::kMisaligned);
  EXPECT_TRUE(access.ReadPort(4, AccessWidth::kFour).ok());
}

TEST(RegisterAccessTest, PortsEndAndHaveNoEightBytes) {
  ModelDevices bus;
  RegisterAccess access(bus, {});
  EXPECT_TRUE(access.ReadPort(0xFFFF, AccessWidth::kByte).ok());
  EXPECT_TRUE(access.ReadPort(0xFFFC, AccessWidth::kFour).ok());
  EXPECT_EQ(access.ReadPort(0x1'0000, AccessWidth::kByte).error(), Error::kOutOfRange);
  EXPECT_EQ(access.ReadPort(0x1'0300, AccessWidth::kByte).error(), Error::kOutOfRange);
  EXPECT_EQ(access.ReadPort(0, AccessWidth::kEight).error(), Error::kOutOfRange);
}

TEST(RegisterAccessTest, TheKernelsOwnAreOutOfReach) {
  ModelDevices bus;
  RegisterAccess access(bus, {});
  EXPECT_EQ(access.ReadPort(ModelDevices::kKeptPort, AccessWidth::kByte).error(),
            Error::kAlreadyExists);
  EXPECT_EQ(access.WritePort(ModelDevices::kKeptPort, AccessWidth::kFour, 0).error(),
            Error::kAlreadyExists);
  EXPECT_EQ(access.ReadMemory(kBase + kPageSize, AccessWidth::kByte).error(),
            Error::kAlreadyExists);
  EXPECT_TRUE(access.ReadMemory(kBase + kPageSize * 2, AccessWidth::kByte).ok());
}

TEST(RegisterAccessTest, MemoryIsOutOfReachToItsLastByte) {
  ModelDevices bus;
  RegisterAccess access(bus, {.memory = kMemory});
  const PhysAddr end = kRam + BytesOf(kRamPages);
  EXPECT_TRUE(access.ReadMemory(kRam - ByteCount(8), AccessWidth::kEight).ok());
  EXPECT_EQ(access.ReadMemory(kRam, AccessWidth::kByte).error(), Error::kAlreadyExists);
  EXPECT_EQ(access.ReadMemory(end - ByteCount(1), AccessWidth::kByte).error(),
            Error::kAlreadyExists);
  EXPECT_TRUE(access.ReadMemory(end, AccessWidth::kByte).ok());
  for (std::uint64_t page = 0; page < 4; ++page) {
    EXPECT_EQ(access.ReadMemory(PhysAddr{page * 4096}, AccessWidth::kByte).error(),
              Error::kAlreadyExists)
        << page;
  }
  EXPECT_TRUE(access.ReadMemory(kDevice, AccessWidth::kByte).ok());
}

TEST(RegisterAccessTest, WhatLiesBehindRamThatWasCutMayBeRam) {
  ModelDevices bus;
  RegisterAccess access(bus, {.memory = kMemory, .memory_was_cut = true});
  EXPECT_EQ(access.ReadMemory(kRam + BytesOf(kRamPages), AccessWidth::kByte).error(),
            Error::kAlreadyExists);
  EXPECT_EQ(access.ReadMemory(kDevice - kPageSize, AccessWidth::kByte).error(),
            Error::kAlreadyExists);
  EXPECT_TRUE(access.ReadMemory(kDevice + kPageSize, AccessWidth::kByte).ok());
  EXPECT_TRUE(access.ReadMemory(PhysAddr{0x4000}, AccessWidth::kByte).ok());
}

TEST(RegisterAccessTest, AddressesEnd) {
  ModelDevices bus;
  RegisterAccess access(bus, {});
  EXPECT_TRUE(access.ReadMemory(bus.MemoryEnd() - ByteCount(8), AccessWidth::kEight).ok());
  EXPECT_EQ(access.ReadMemory(bus.MemoryEnd(), AccessWidth::kByte).error(), Error::kOutOfRange);
  EXPECT_EQ(access.ReadMemory(PhysAddr{~std::uint64_t{0}}, AccessWidth::kByte).error(),
            Error::kOutOfRange);
}

TEST(RegisterAccessTest, FewPagesAreMappedAtATime) {
  ModelDevices bus;
  Pages pages;
  RegisterAccess access(bus, {.memory = kMemory, .mapper = &pages});
  for (int round = 0; round < 3; ++round) {
    for (std::uint64_t page = 0; page < 20; ++page) {
      const PhysAddr address = kDevice + kPageSize * page;
      ASSERT_TRUE(access.ReadMemory(address, AccessWidth::kByte).ok());
      ASSERT_TRUE(pages.mapped.contains(bus.PlaceOf(address).value())) << page;
    }
    EXPECT_EQ(pages.mapped.size(), RegisterAccess::kMappedPages);
  }
}

TEST(RegisterAccessTest, APageThatCannotBeMappedIsRefused) {
  ModelDevices bus;
  Pages pages;
  RegisterAccess access(bus, {.mapper = &pages});
  pages.taken = bus.PlaceOf(kDevice);
  EXPECT_EQ(access.ReadMemory(kDevice, AccessWidth::kByte).error(), Error::kAlreadyExists);
  pages.most = 0;
  EXPECT_EQ(access.ReadMemory(kBase, AccessWidth::kByte).error(), Error::kOutOfMemory);
  pages.most = 1;
  EXPECT_TRUE(access.ReadMemory(kBase, AccessWidth::kByte).ok());
}

}  // namespace
}  // namespace starkernel::devices
