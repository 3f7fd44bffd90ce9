// What it costs to have VM instances that do nothing, those that never ran and those that wait.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <optional>

#include "gtest/gtest.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/test_effort.h"
#include "src/capabilities/capability.h"
#include "src/kernel/memory_reserve.h"
#include "src/kernel/nursery_world.h"

namespace starkernel::kernel {
namespace {

/// What one takes at most that was only spawned, and one that has run and waits, packed: some
/// percent more than they do (docs/performance.md).
constexpr std::uint64_t kSpawnedBytes = 1'320;
constexpr std::uint64_t kWaitingBytes = 8'000;

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

/// Starts so many, or as many as there is memory for, which all run and then wait for a message, on
/// a machine with so much memory.
IdleCost CostOfWaiting(std::size_t vms, ByteCount memory) {
  NurseryWorld world({.memory = memory, .places = vms + 2});
  const auto used = [&world] {
    world.heap_.Trim();
    world.envelopes_.Trim();
    return world.frames_.statistics().allocated();
  };
  const auto start = [&world](VmId vm) {
    const bool done = world.nursery_->Start(vm).ok();
    if (!done) {
      world.Kill(vm);
    }
    return done;
  };
  // Ends when all before it have begun to wait; whether there was memory for that.
  const auto run_all = [&world, &start] {
    const VmId last = world.Spawn("");
    return start(last) && world.NextEvent().vm == last;
  };
  EXPECT_TRUE(run_all());
  const PageCount before = used();
  VmId first = kNoVm;
  std::size_t started = 0;
  for (bool fits = true; fits && started < vms;) {
    const VmId vm = world.Spawn("PAD 8 RECV 2DROP DROP");
    world.Let(vm, capabilities::CapabilityType::kReceive);
    fits = start(vm);
    first = fits && started == 0 ? vm : first;
    started += fits ? 1 : 0;
    if (fits && (started % 64 == 0 || started == vms)) {
      fits = run_all();
    }
  }
  EXPECT_EQ(world.home_.arbiter().alive(), started);
  const PageCount with_all = used();
  for (VmId vm = first; world.home_.arbiter().vms().size() > 1;) {
    const VmId next = world.nursery_->Next(vm).value_or(first);
    world.Kill(vm);
    vm = next;
  }
  return {.vms = started, .all = BytesOf(with_all), .left_behind = used() - before};
}

TEST(IdleVmsTest, EachTakesAThirdOfAPageWithAllThatTheKernelHasForIt) {
  const std::size_t vms = WantedOperations().value_or(20'000);
  const IdleCost cost = CostOfIdle(vms, std::max(MiB(128), KiB(8) * vms));
  std::cout << vms << " VM instances: " << cost.bytes_each() << " bytes each\n";
  // A place in each table, and a text, are the least.
  EXPECT_GT(cost.bytes_each(), 1024U);
  EXPECT_LE(cost.bytes_each(), kSpawnedBytes);
  EXPECT_EQ(cost.left_behind, PageCount{0});
}

/// A million within 8 GiB: they run, wait for a message, and are packed where memory is short. The
/// machine has no more than that for each, so that if one took more, some could not be started.
TEST(IdleVmsTest, ThoseThatHaveRunAndWaitFitIntoTheirShareOfEightGibibytes) {
  constexpr std::uint64_t kMillion = 1'000'000;
  constexpr std::uint64_t kShare = GiB(8).value() / kMillion;
  static_assert(kWaitingBytes < kShare);
  // Beside what the kernel keeps free. Of many more some are not packed in time.
  const PageCount spare = MemoryReserve::kShort + MemoryReserve::kFrames;
  const std::optional<std::uint64_t> wanted = WantedOperations();
  const std::size_t vms = wanted.value_or(20'000);
  const std::uint64_t bytes = wanted.has_value() ? kShare : kWaitingBytes;
  const PageCount pages = PagesFor(ByteCount(bytes * vms));
  const IdleCost cost = CostOfWaiting(vms, BytesOf(wanted.has_value() ? pages : pages + spare));
  std::cout << cost.vms << " VM instances that wait: " << cost.bytes_each() << " bytes each\n";
  EXPECT_EQ(cost.vms, vms) << "the others found no memory";
  EXPECT_LE(cost.bytes_each(), bytes);
  EXPECT_EQ(cost.left_behind, PageCount{0});
}

}  // namespace
}  // namespace starkernel::kernel
