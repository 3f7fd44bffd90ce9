#include "src/boot/end_boot_services.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/error.h"
#include "src/base/result.h"

namespace starkernel::boot {
namespace {

// Firmware whose memory map changes before each of the first `changes` exits.
class FakeFirmware final : public ExitServices {
 public:
  Result<FirmwareMemoryMap> MemoryMap(std::span<std::byte> buffer) override {
    ++maps;
    if (maps > good_maps) {
      return Error::kCapacity;
    }
    return FirmwareMemoryMap{.descriptors = buffer, .descriptor_size = 48, .key = key};
  }

  Result<void> TryExitBootServices(std::uint64_t given) override {
    ++exits;
    if (exits <= changes) {
      ++key;
    }
    if (given != key) {
      return Error::kInvalidArgument;
    }
    return {};
  }

  int good_maps = 1000;
  int changes = 0;
  int maps = 0;
  int exits = 0;
  std::uint64_t key = 7;
};

TEST(EndBootServices, KeepsTheLastMap) {
  FakeFirmware firmware;
  std::array<std::byte, 96> buffer{};
  FirmwareMemoryMap map;
  EXPECT_FALSE(EndBootServices(firmware, buffer, map).has_value());
  EXPECT_EQ(firmware.exits, 1);
  EXPECT_EQ(map.key, 7U);
  EXPECT_EQ(map.descriptors.size(), 96U);
}

TEST(EndBootServices, ReadsTheMapAgainWhenTheKeyIsStale) {
  FakeFirmware firmware;
  firmware.changes = kMostExitTries - 1;
  FirmwareMemoryMap map;
  EXPECT_FALSE(EndBootServices(firmware, {}, map).has_value());
  EXPECT_EQ(firmware.maps, kMostExitTries);
  EXPECT_EQ(map.key, 7U + kMostExitTries - 1);
}

TEST(EndBootServices, GivesUpWithoutFirmware) {
  FakeFirmware firmware;
  firmware.changes = kMostExitTries;
  FirmwareMemoryMap map;
  const auto failure = EndBootServices(firmware, {}, map);
  ASSERT_TRUE(failure.has_value());
  EXPECT_FALSE(firmware.usable());
  EXPECT_EQ(failure->error, Error::kInvalidArgument);
  EXPECT_EQ(firmware.exits, kMostExitTries);
}

TEST(EndBootServices, FirmwareIsUsableUntilItWasAskedToLetGo) {
  FirmwareMemoryMap map;
  FakeFirmware no_map;
  no_map.good_maps = 0;
  const auto before = EndBootServices(no_map, {}, map);
  ASSERT_TRUE(before.has_value());
  EXPECT_TRUE(no_map.usable());
  EXPECT_EQ(before->error, Error::kCapacity);
  EXPECT_EQ(no_map.exits, 0);

  FakeFirmware no_second_map;
  no_second_map.good_maps = 1;
  no_second_map.changes = 1;
  const auto after = EndBootServices(no_second_map, {}, map);
  ASSERT_TRUE(after.has_value());
  EXPECT_FALSE(no_second_map.usable());
  EXPECT_EQ(after->error, Error::kCapacity);
}

}  // namespace
}  // namespace starkernel::boot
