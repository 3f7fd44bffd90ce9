#include "src/hal/model_devices.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/hal/device_bus.h"
#include "src/hal/line_state.h"

namespace starkernel::hal {
namespace {

constexpr PhysAddr kBase = ModelDevices::kRegisters;
constexpr PhysAddr kCommand = kBase + ByteCount(ModelDevices::kCommand);

TEST(ModelDevicesTest, KeepsEightBytesOfAnyWidth) {
  ModelDevices bus;
  EXPECT_EQ(bus.ReadMemory(kBase, AccessWidth::kEight), 0U);
  bus.WriteMemory(kBase, AccessWidth::kEight, 0x8877'6655'4433'2211U);
  EXPECT_EQ(bus.ReadMemory(kBase + ByteCount(7), AccessWidth::kByte), 0x88U);
  EXPECT_EQ(bus.ReadMemory(kBase + ByteCount(2), AccessWidth::kTwo), 0x4433U);
  bus.WriteMemory(kBase + ByteCount(4), AccessWidth::kFour, 0xAABB'CCDDU);
  EXPECT_EQ(bus.ReadMemory(kBase, AccessWidth::kEight), 0xAABB'CCDD'4433'2211U);
  EXPECT_EQ(bus.ReadMemory(kBase + ByteCount(16), AccessWidth::kTwo), 0U);
  EXPECT_EQ(bus.ReadMemory(kBase + kPageSize, AccessWidth::kTwo), 0xFFFFU) << "nobody there";
  EXPECT_EQ(bus.ReadMemory(kBase - kPageSize, AccessWidth::kByte), 0xFFU);
}

TEST(ModelDevicesTest, KeepsFourBytesAtPorts) {
  ModelDevices bus;
  bus.WritePort(ModelDevices::kPorts, AccessWidth::kFour, 0x4433'2211U);
  EXPECT_EQ(bus.ReadPort(ModelDevices::kPorts + 3, AccessWidth::kByte), 0x44U);
  EXPECT_EQ(bus.ReadPort(ModelDevices::kPorts + 2, AccessWidth::kTwo), 0x4433U);
  EXPECT_EQ(bus.ReadPort(ModelDevices::kPorts - 1, AccessWidth::kByte), 0xFFU);
  EXPECT_EQ(bus.ReadPort(ModelDevices::kCommandPort + 1, AccessWidth::kByte), 0xFFU);
  EXPECT_TRUE(bus.KeepsPorts(ModelDevices::kKeptPort, ModelDevices::kKeptPort));
  EXPECT_TRUE(bus.KeepsPorts(ModelDevices::kKeptPort - 3, ModelDevices::kKeptPort));
  EXPECT_FALSE(bus.KeepsPorts(ModelDevices::kKeptPort - 4, ModelDevices::kKeptPort - 1));
  EXPECT_FALSE(bus.KeepsPorts(ModelDevices::kKeptPort + 1, ModelDevices::kKeptPort + 1));
}

TEST(ModelDevicesTest, HasTwoLines) {
  ModelDevices bus;
  EXPECT_EQ(bus.OpenLine(ModelDevices::kKeptLine).error(), Error::kAlreadyExists);
  EXPECT_EQ(bus.OpenLine(ModelDevices::kLevelLine + 1).error(), Error::kNotFound);
  EXPECT_TRUE(bus.OpenLine(ModelDevices::kEdgeLine).ok());
  EXPECT_TRUE(bus.OpenLine(ModelDevices::kLevelLine).ok());
}

TEST(ModelDevicesTest, EdgesAreCountedUntilThereAreTooMany) {
  ModelDevices bus;
  bus.WriteMemory(kCommand, AccessWidth::kByte, 1);
  EXPECT_FALSE(bus.HasInterrupts()) << "the line is not open";
  ASSERT_TRUE(bus.OpenLine(ModelDevices::kEdgeLine).ok());
  for (int edge = 0; edge < 1000; ++edge) {
    bus.WritePort(ModelDevices::kCommandPort, AccessWidth::kByte, 1);
  }
  EXPECT_TRUE(bus.HasInterrupts());
  const std::optional<LineInterrupts> taken = bus.TakeInterrupts();
  ASSERT_TRUE(taken.has_value());
  EXPECT_EQ(taken->line, ModelDevices::kEdgeLine);
  EXPECT_EQ(taken->count, LineState::kMostEdges);
  EXPECT_FALSE(bus.TakeInterrupts().has_value());
  bus.WriteMemory(kCommand, AccessWidth::kByte, 1);
  EXPECT_FALSE(bus.HasInterrupts()) << "masked";
  bus.AcknowledgeLine(ModelDevices::kEdgeLine);
  bus.WriteMemory(kCommand, AccessWidth::kByte, 1);
  EXPECT_TRUE(bus.HasInterrupts());
  bus.CloseLine(ModelDevices::kEdgeLine);
  EXPECT_FALSE(bus.HasInterrupts());
}

TEST(ModelDevicesTest, ALevelInterruptsAgainAsLongAsItIsRaised) {
  ModelDevices bus;
  bus.WriteMemory(kCommand, AccessWidth::kByte, 2);
  EXPECT_EQ(bus.ReadMemory(kCommand, AccessWidth::kByte), 2U);
  ASSERT_TRUE(bus.OpenLine(ModelDevices::kLevelLine).ok());
  const std::optional<LineInterrupts> first = bus.TakeInterrupts();
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->line, ModelDevices::kLevelLine);
  EXPECT_EQ(first->count, 1U);
  bus.WriteMemory(kCommand, AccessWidth::kByte, 2);
  EXPECT_FALSE(bus.HasInterrupts()) << "masked until it is acknowledged";
  bus.AcknowledgeLine(ModelDevices::kLevelLine);
  EXPECT_TRUE(bus.TakeInterrupts().has_value());
  bus.WritePort(ModelDevices::kCommandPort, AccessWidth::kByte, 3);
  bus.AcknowledgeLine(ModelDevices::kLevelLine);
  EXPECT_FALSE(bus.HasInterrupts()) << "lowered";
  EXPECT_EQ(bus.ReadPort(ModelDevices::kCommandPort, AccessWidth::kByte), 0U);
}

}  // namespace
}  // namespace starkernel::hal
