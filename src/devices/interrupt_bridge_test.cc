#include "src/devices/interrupt_bridge.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_node.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"
#include "src/hal/device_bus.h"
#include "src/hal/line_state.h"
#include "src/hal/model_devices.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_node.h"

namespace starkernel::devices {
namespace {

using capabilities::HolderId;
using capabilities::SlotNumber;
using hal::ModelDevices;
using ipc::EventBits;

constexpr std::uint8_t kEdge = ModelDevices::kEdgeLine;
constexpr std::uint8_t kLevel = ModelDevices::kLevelLine;

class Woken final : public Waker {
 public:
  void Wake(VmId vm) override { vms.push_back(vm); }

  std::vector<VmId> vms;
};

/// Two VM instances that may have every line, the second by a capability derived from the first's.
class InterruptBridgeTest : public testing::Test {
 protected:
  struct Vm {
    HolderId holder;
    ipc::EndpointId endpoint;
    SlotNumber slot;
  };
  Vm AddVm(std::uint64_t id) {
    return {.holder = table_.AddHolder(VmId(id)).value(),
            .endpoint = exchange_.AddEndpoint(VmId(id), {.messages = 3, .bytes = 64}).value(),
            .slot = {}};
  }
  static LineOwner OwnerOf(const Vm& vm, std::uint64_t events) {
    return {
        .holder = vm.holder, .slot = vm.slot, .endpoint = vm.endpoint, .events = EventBits(events)};
  }
  std::uint64_t EventsOf(const Vm& vm) {
    return exchange_.TakeEvents(vm.endpoint, EventBits(~std::uint64_t{0})).value();
  }
  std::vector<VmId> Deliver() {
    Woken woken;
    bridge_.Deliver(woken);
    return woken.vms;
  }

  std::array<capabilities::CapabilityNode, 8> nodes_{};
  capabilities::CapabilityTable table_{nodes_};
  std::array<ipc::Endpoint, 3> endpoints_{};
  std::array<ipc::MessageNode, 4> messages_{};
  std::array<ipc::MessageChunk, 2> chunks_{};
  ipc::MessageExchange exchange_{
      {.endpoints = endpoints_, .messages = messages_, .chunks = chunks_}};
  ModelDevices bus_;
  InterruptBridge bridge_{bus_, table_, exchange_};
  capabilities::CapabilityGrant grant_{.type = capabilities::CapabilityType::kIrq,
                                       .rights = capabilities::Rights::All(),
                                       .range = {0, 63}};
  Vm first_ = AddVm(1);
  Vm second_ = AddVm(2);

  void SetUp() override {
    first_.slot = table_.Grant(first_.holder, grant_).slot;
    second_.slot = table_.Derive(first_.holder, first_.slot, second_.holder, grant_).slot;
  }
};

TEST_F(InterruptBridgeTest, AnInterruptBecomesAnEventAndWakes) {
  ASSERT_TRUE(bridge_.Take(kEdge, OwnerOf(first_, 4)).ok());
  EXPECT_EQ(Deliver(), std::vector<VmId>());
  EXPECT_EQ(EventsOf(first_), 0U);
  ASSERT_TRUE(exchange_.WaitForEvents(first_.endpoint, EventBits(4)).waits);
  bus_.Signal(kEdge);
  bus_.Signal(kEdge);
  EXPECT_EQ(Deliver(), std::vector<VmId>({VmId(1)}));
  EXPECT_EQ(EventsOf(first_), 4U);
  EXPECT_EQ(EventsOf(second_), 0U);
  EXPECT_EQ(Deliver(), std::vector<VmId>());
  EXPECT_EQ(bridge_.Acknowledge(kEdge, first_.holder).value(), 2U);
  EXPECT_EQ(bridge_.Acknowledge(kEdge, first_.holder).value(), 0U);
}

TEST_F(InterruptBridgeTest, ALineBelongsToOne) {
  ASSERT_TRUE(bridge_.Take(kEdge, OwnerOf(first_, 1)).ok());
  EXPECT_EQ(bridge_.Take(kEdge, OwnerOf(second_, 1)).error(), Error::kAlreadyExists);
  EXPECT_TRUE(bridge_.Take(kEdge, OwnerOf(first_, 2)).ok()) << "other events";
  EXPECT_EQ(bridge_.taken(), 1U);
  EXPECT_EQ(bridge_.Acknowledge(kEdge, second_.holder).error(), Error::kNotFound);
  EXPECT_EQ(bridge_.Release(kEdge, second_.holder).error(), Error::kNotFound);
  EXPECT_EQ(bridge_.Release(kLevel, first_.holder).error(), Error::kNotFound);
  bus_.Signal(kEdge);
  Deliver();
  EXPECT_EQ(EventsOf(first_), 2U);
  EXPECT_TRUE(bridge_.Release(kEdge, first_.holder).ok());
  bus_.Signal(kEdge);
  Deliver();
  EXPECT_EQ(EventsOf(first_), 0U);
  EXPECT_TRUE(bridge_.Take(kEdge, OwnerOf(second_, 1)).ok());
}

TEST_F(InterruptBridgeTest, SomeLinesAreNobodys) {
  EXPECT_EQ(bridge_.Take(ModelDevices::kKeptLine, OwnerOf(first_, 1)).error(),
            Error::kAlreadyExists);
  EXPECT_EQ(bridge_.Take(hal::DeviceBus::kLines - 1, OwnerOf(first_, 1)).error(), Error::kNotFound);
  EXPECT_EQ(bridge_.Take(hal::DeviceBus::kLines, OwnerOf(first_, 1)).error(), Error::kNotFound);
  EXPECT_EQ(bridge_.Take(256 + kEdge, OwnerOf(first_, 1)).error(), Error::kNotFound);
  EXPECT_EQ(bridge_.taken(), 0U);
}

TEST_F(InterruptBridgeTest, AStormIsBoundedAndCounted) {
  ASSERT_TRUE(bridge_.Take(kEdge, OwnerOf(first_, 1)).ok());
  for (int edge = 0; edge < 100'000; ++edge) {
    bus_.Signal(kEdge);
    if (edge % 10 == 0) {
      Deliver();
    }
  }
  Deliver();
  EXPECT_EQ(EventsOf(first_), 1U);
  EXPECT_EQ(bridge_.Acknowledge(kEdge, first_.holder).value(), hal::LineState::kMostEdges);
}

TEST_F(InterruptBridgeTest, ALevelComesOnceUntilItIsAcknowledged) {
  ASSERT_TRUE(bridge_.Take(kLevel, OwnerOf(first_, 1)).ok());
  bus_.WritePort(ModelDevices::kCommandPort, hal::AccessWidth::kByte, 2);
  Deliver();
  EXPECT_EQ(EventsOf(first_), 1U);
  Deliver();
  EXPECT_EQ(EventsOf(first_), 0U);
  EXPECT_EQ(bridge_.Acknowledge(kLevel, first_.holder).value(), 1U);
  Deliver();
  EXPECT_EQ(EventsOf(first_), 1U) << "nobody served the device";
  bus_.WritePort(ModelDevices::kCommandPort, hal::AccessWidth::kByte, 3);
  EXPECT_EQ(bridge_.Acknowledge(kLevel, first_.holder).value(), 1U);
  Deliver();
  EXPECT_EQ(EventsOf(first_), 0U);
}

TEST_F(InterruptBridgeTest, WhoseCapabilityIsRevokedLosesTheLine) {
  ASSERT_TRUE(bridge_.Take(kEdge, OwnerOf(second_, 1)).ok());
  ASSERT_TRUE(bridge_.Take(kLevel, OwnerOf(first_, 1)).ok());
  bridge_.Review();
  EXPECT_EQ(bridge_.taken(), 2U);
  EXPECT_EQ(table_.Revoke(first_.holder, first_.slot), capabilities::Refusal::kNone);
  bridge_.Review();
  EXPECT_EQ(bridge_.taken(), 1U) << "the first one's own works";
  bus_.Signal(kEdge);
  EXPECT_FALSE(bus_.HasInterrupts()) << "masked";
  Deliver();
  EXPECT_EQ(EventsOf(second_), 0U);
  EXPECT_EQ(bridge_.Acknowledge(kEdge, second_.holder).error(), Error::kNotFound);
  EXPECT_EQ(table_.Drop(first_.holder, first_.slot), capabilities::Refusal::kNone);
  bridge_.Review();
  EXPECT_EQ(bridge_.taken(), 0U);
}

TEST_F(InterruptBridgeTest, WhoEndsLosesEveryLine) {
  ASSERT_TRUE(bridge_.Take(kEdge, OwnerOf(first_, 1)).ok());
  ASSERT_TRUE(bridge_.Take(kLevel, OwnerOf(first_, 1)).ok());
  bridge_.ReleaseAll(second_.holder);
  EXPECT_EQ(bridge_.taken(), 2U);
  bridge_.ReleaseAll(first_.holder);
  EXPECT_EQ(bridge_.taken(), 0U);
  bus_.Signal(kEdge);
  EXPECT_FALSE(bus_.HasInterrupts());
  while (!exchange_.RemoveEndpoint(first_.endpoint).done) {
  }
  Deliver();
}

TEST_F(InterruptBridgeTest, AnInterruptThatCameForOneWhoHasEndedIsForNobody) {
  ASSERT_TRUE(bridge_.Take(kEdge, OwnerOf(first_, 1)).ok());
  bus_.Signal(kEdge);
  while (!exchange_.RemoveEndpoint(first_.endpoint).done) {
  }
  EXPECT_EQ(Deliver(), std::vector<VmId>());
}

/// Says of a line that it may have interrupted, and knows any number of them.
class ForgetfulBus final : public hal::DeviceBus {
 public:
  PhysAddr MemoryEnd() const override { return PhysAddr{0}; }
  bool KeepsPage(PhysAddr /*page*/) const override { return true; }
  bool KeepsPorts(std::uint16_t /*first*/, std::uint16_t /*last*/) const override { return true; }
  VirtAddr PlaceOf(PhysAddr /*page*/) const override { return VirtAddr{0}; }
  std::uint64_t ReadMemory(PhysAddr /*address*/, hal::AccessWidth /*width*/) override { return 0; }
  void WriteMemory(PhysAddr /*address*/, hal::AccessWidth /*width*/,
                   std::uint64_t /*value*/) override {}
  std::uint64_t ReadPort(std::uint16_t /*port*/, hal::AccessWidth /*width*/) override { return 0; }
  void WritePort(std::uint16_t /*port*/, hal::AccessWidth /*width*/,
                 std::uint64_t /*value*/) override {}
  Result<void> OpenLine(std::uint8_t /*line*/) override { return {}; }
  void CloseLine(std::uint8_t /*line*/) override {}
  void AcknowledgeLine(std::uint8_t /*line*/) override {}
  void LetInterruptsIn() override { lost = 2; }
  [[nodiscard]] bool HasInterrupts() override { return lost > 0; }
  std::optional<hal::LineInterrupts> TakeInterrupts() override {
    if (lost == 0) {
      return std::nullopt;
    }
    --lost;
    return hal::LineInterrupts{.line = static_cast<std::uint8_t>(lost), .count = 0};
  }

  int lost = 0;
};

TEST_F(InterruptBridgeTest, OfARecordThatWasLostEveryOwnerIsTold) {
  ForgetfulBus bus;
  InterruptBridge bridge(bus, table_, exchange_);
  Woken woken;
  bridge.Deliver(woken);
  EXPECT_EQ(bus.lost, 0) << "without an owner there is nothing to let in";
  ASSERT_TRUE(bridge.Take(0, OwnerOf(first_, 1)).ok());
  ASSERT_TRUE(bridge.Take(1, OwnerOf(second_, 2)).ok());
  bridge.Deliver(woken);
  EXPECT_EQ(EventsOf(first_), 1U);
  EXPECT_EQ(EventsOf(second_), 2U);
  EXPECT_EQ(bridge.Acknowledge(0, first_.holder).value(), 0U);
}

TEST_F(InterruptBridgeTest, ThereAreOnlySoMany) {
  ForgetfulBus bus;
  InterruptBridge bridge(bus, table_, exchange_);
  for (std::size_t line = 0; line < InterruptBridge::kMostLines; ++line) {
    ASSERT_TRUE(bridge.Take(line, OwnerOf(first_, 1)).ok());
  }
  EXPECT_EQ(bridge.Take(InterruptBridge::kMostLines, OwnerOf(first_, 1)).error(), Error::kCapacity);
}

}  // namespace
}  // namespace starkernel::devices
