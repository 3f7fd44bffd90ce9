// What it costs to have VM instances that do nothing.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "gtest/gtest.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
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

/// STARKERNEL_OPERATIONS of them, if that is said.
std::size_t HowMany() {
  const char* const text = std::getenv("STARKERNEL_OPERATIONS");
  return text == nullptr ? 20'000 : std::stoul(text);
}

TEST(IdleVmsTest, EachTakesLessThanAPageWithAllThatTheKernelHasForIt) {
  const std::size_t vms = HowMany();
  const IdleCost cost = CostOfIdle(vms, std::max(MiB(128), KiB(8) * vms));
  std::cout << vms << " VM instances: " << cost.bytes_each() << " bytes each\n";
  // A place in each table, and a text, are the least.
  EXPECT_GT(cost.bytes_each(), 1024U);
  EXPECT_LE(cost.bytes_each(), kPageSize.value());
  EXPECT_EQ(cost.left_behind, PageCount{0});
}

}  // namespace
}  // namespace starkernel::kernel
