// What it costs to have VM instances that do nothing, those that never ran and those that wait.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>

#include "gtest/gtest.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/test_effort.h"
#include "src/capabilities/capability.h"
#include "src/kernel/nursery_world.h"

namespace starkernel::kernel {
namespace {

/// What VM instances take that were spawned and have nothing to do.
struct IdleCost {
  std::size_t vms = 0;
  /// All frames of the machine that are in use: the kernel's tables, with a place for each, what
  /// all of them are made like, and page tables, too.
  ByteCount all;
  /// Frames less when all of them had been killed, and beyond what was taken before the first came.
  PageCount left_behind;

  [[nodiscard]] std::uint64_t bytes_each() const { return all.value() / vms; }
};

/// Spawns so many on a machine with so much memory, and kills them again.
IdleCost CostOfIdle(std::size_t vms, ByteCount memory) {
  NurseryWorld world({.memory = memory, .places = vms + 1});
  const auto used = [&world] {
    world.heap_.Trim();
    return world.frames_.statistics().allocated();
  };
  const PageCount before = used();
  VmId first = kNoVm;
  for (std::size_t count = 0; count < vms; ++count) {
    const VmId vm = world.Spawn("PAD 8 RECV 2DROP DROP");
    first = count == 0 ? vm : first;
  }
  const PageCount with_all = used();
  for (VmId vm = first; world.home_.arbiter().vms().size() > 1;) {
    const VmId next = world.nursery_->Next(vm).value_or(first);
    world.Kill(vm);
    vm = next;
  }
  return {.vms = vms, .all = BytesOf(with_all), .left_behind = used() - before};
}

/// Starts so many, which all run and then wait for a message, on a machine with so much memory.
IdleCost CostOfWaiting(std::size_t vms, ByteCount memory) {
  NurseryWorld world({.memory = memory, .places = vms + 2});
  const auto used = [&world] {
    world.heap_.Trim();
    world.envelopes_.Trim();
    return world.frames_.statistics().allocated();
  };
  // Ends when all before it have begun to wait.
  const auto run_all = [&world] {
    const VmId last = world.Spawn("");
    world.Start(last);
    EXPECT_EQ(world.NextEvent().vm, last);
  };
  run_all();
  const PageCount before = used();
  VmId first = kNoVm;
  for (std::size_t count = 1; count <= vms; ++count) {
    const VmId vm = world.Spawn("PAD 8 RECV 2DROP DROP");
    world.Let(vm, capabilities::CapabilityType::kReceive);
    world.Start(vm);
    first = count == 1 ? vm : first;
    if (count % 64 == 0 || count == vms) {
      run_all();
    }
  }
  EXPECT_EQ(world.home_.arbiter().alive(), vms);
  const PageCount with_all = used();
  for (VmId vm = first; world.home_.arbiter().vms().size() > 1;) {
    const VmId next = world.nursery_->Next(vm).value_or(first);
    world.Kill(vm);
    vm = next;
  }
  return {.vms = vms, .all = BytesOf(with_all), .left_behind = used() - before};
}

TEST(IdleVmsTest, EachTakesLessThanAPageWithAllThatTheKernelHasForIt) {
  const std::size_t vms = WantedOperations().value_or(20'000);
  const IdleCost cost = CostOfIdle(vms, std::max(MiB(128), KiB(8) * vms));
  std::cout << vms << " VM instances: " << cost.bytes_each() << " bytes each\n";
  // A place in each table, and a text, are the least.
  EXPECT_GT(cost.bytes_each(), 1024U);
  EXPECT_LE(cost.bytes_each(), kPageSize.value());
  EXPECT_EQ(cost.left_behind, PageCount{0});
}

/// A million within 8 GiB: they run, wait for a message, and are packed where memory is short.
TEST(IdleVmsTest, ThoseThatHaveRunAndWaitFitIntoTheirShareOfEightGibibytes) {
  constexpr std::uint64_t kMillion = 1'000'000;
  const std::size_t vms = WantedOperations().value_or(20'000);
  const ByteCount memory = BytesOf(PagesFor(ByteCount(GiB(8).value() / kMillion * vms)));
  const IdleCost cost = CostOfWaiting(vms, memory);
  std::cout << vms << " VM instances that wait: " << cost.bytes_each() << " bytes each\n";
  EXPECT_LE(cost.bytes_each(), GiB(8).value() / kMillion);
  EXPECT_EQ(cost.left_behind, PageCount{0});
}

}  // namespace
}  // namespace starkernel::kernel
