// 10,000 VM instances at a time, each of which sends and receives; and 100,000 one after the other,
// which leave nothing behind.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <ranges>
#include <span>
#include <string>
#include <vector>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/heap/heap_statistics.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/nursery_world.h"

namespace starkernel::kernel {
namespace {

constexpr std::size_t kMany = 10'000;
constexpr ByteCount kMemory = GiB(1);

/// All that there may be more or less of afterwards.
struct Holdings {
  PageCount frames;
  ByteCount heap;
  std::uint64_t blocks = 0;
  std::size_t capabilities = 0;
  ipc::ExchangeUse messages;
  std::size_t vms = 0;

  friend bool operator==(const Holdings&, const Holdings&) = default;
};

Holdings HoldingsOf(NurseryWorld& world) {
  world.envelopes_.Trim();
  world.heap_.Trim();
  const heap::HeapStatistics heap = world.heap_.statistics();
  return {.frames = world.frames_.statistics().free,
          .heap = heap.in_use,
          .blocks = heap.blocks,
          .capabilities = world.table_.used(),
          .messages = world.messages_.exchange().used(),
          .vms = world.home_.arbiter().vms().size()};
}

/// Waits for a message, passes it on to `next`, and waits for another.
std::string PassesOnTo(VmId next) {
  return "PAD 8 RECV DROP 2DROP PAD 8 7 " + std::to_string(next.value()) + " SEND PAD 8 RECV";
}
/// Sends the first to `next`, and ends when one comes.
std::string BeginsWith(VmId next) {
  return "PAD 8 7 " + std::to_string(next.value()) + " SEND PAD 8 RECV";
}

TEST(ManyVmsTest, TenThousandAreAliveAndEachSendsAndReceives) {
  NurseryWorld world({.memory = kMemory, .places = kMany + 1});
  std::vector<VmId> vms;
  std::vector<VmId> next_ids;
  for (std::size_t count = 0; count < kMany; ++count) {
    vms.push_back(world.Spawn(""));
    world.Start(vms.back());
    next_ids.push_back(MakeVmId(PlaceOf(vms.back()), GenerationOf(vms.back()) + 1));
  }
  EXPECT_EQ(world.nursery_->Spawn(kNoVm, std::span<const char>()).error(), Error::kCapacity);
  // The place that is given back last goes out first.
  for (const VmId vm : std::views::reverse(vms)) {
    world.Kill(vm);
  }
  // Records of envelopes stay where they are, and are no more the second time.
  const Holdings before = HoldingsOf(world);
  for (std::size_t count = 0; count < kMany; ++count) {
    const VmId next = next_ids.at((count + 1) % kMany);
    const VmId vm = world.Spawn(count == 0 ? BeginsWith(next) : PassesOnTo(next));
    ASSERT_EQ(vm, next_ids.at(count));
    world.Let(vm, capabilities::CapabilityType::kSend);
    world.Let(vm, capabilities::CapabilityType::kReceive);
    ASSERT_TRUE(world.nursery_->Start(vm).ok());
  }
  EXPECT_EQ(world.home_.arbiter().alive(), kMany);
  const arbiter::ArbiterEvent event = world.NextEvent();
  EXPECT_EQ(event.vm, next_ids.front());
  EXPECT_EQ(event.state, arbiter::LifecycleState::kDead);
  EXPECT_EQ(world.home_.arbiter().alive(), kMany - 1);
  EXPECT_EQ(world.messages_.exchange().used().messages, 0U);
  for (const VmId vm : std::span<const VmId>(next_ids).subspan(1)) {
    const ipc::EndpointFigures figures =
        world.messages_.exchange().Inspect(world.nursery_->IdentityOf(vm).value().endpoint);
    ASSERT_EQ(figures.sent, 1U);
    ASSERT_EQ(figures.arrived, 1U);
    world.Kill(vm);
  }
  EXPECT_EQ(HoldingsOf(world), before);
}

TEST(ManyVmsTest, AHundredThousandComeAndGoAndLeaveNothing) {
  NurseryWorld world({.memory = MiB(64), .places = 5});
  const auto round = [&world](int count) {
    const VmId vm = world.Spawn(
        count % 16 == 0 ? "S\" f\" W/O CREATE-FILE 2DROP 1 BLOCK DROP UPDATE" : "1 2 + DROP");
    // Some end by themselves, some are killed before they have begun.
    if (count % 2 == 0) {
      EXPECT_TRUE(world.nursery_->Start(vm).ok());
      EXPECT_EQ(world.NextEvent().vm, vm);
    } else {
      world.Kill(vm);
    }
    return vm;
  };
  VmId last = round(0);
  const Holdings before = HoldingsOf(world);
  for (int count = 1; count <= 100'000; ++count) {
    const VmId vm = round(count);
    // No id comes twice.
    ASSERT_GT(vm.value(), last.value());
    last = vm;
  }
  EXPECT_EQ(HoldingsOf(world), before);
}

}  // namespace
}  // namespace starkernel::kernel
