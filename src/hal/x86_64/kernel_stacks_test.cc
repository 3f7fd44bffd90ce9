#include "src/hal/x86_64/kernel_stacks.h"

#include <gtest/gtest.h>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::hal {
namespace {

constexpr KernelStacks kStacks{VirtAddr(0x10000)};

TEST(KernelStacks, LeavesAGuardPageBelowEachStack) {
  EXPECT_EQ(kStacks.main().base, VirtAddr(0x11000));
  EXPECT_EQ(kStacks.main().top(), VirtAddr(0x31000));
  EXPECT_EQ(kStacks.all().at(1).base, VirtAddr(0x32000));
  EXPECT_EQ(kStacks.interrupt_tops().at(0), VirtAddr(0x36000));
  EXPECT_EQ(kStacks.interrupt_tops().at(2), VirtAddr(0x40000));
}

TEST(KernelStacks, FillsItsBlock) {
  EXPECT_EQ(kStacks.all().back().top(), VirtAddr(0x10000) + BytesOf(KernelStacks::kTotalPages));
}

TEST(KernelStacks, KnowsWhatIsStackAndWhatIsGuard) {
  EXPECT_FALSE(kStacks.main().Contains(VirtAddr(0x10FFF)));
  EXPECT_TRUE(kStacks.main().Contains(VirtAddr(0x11000)));
  EXPECT_TRUE(kStacks.main().Contains(VirtAddr(0x30FFF)));
  EXPECT_FALSE(kStacks.main().Contains(VirtAddr(0x31000)));
  EXPECT_FALSE(kStacks.main().GuardContains(VirtAddr(0xFFFF)));
  EXPECT_TRUE(kStacks.main().GuardContains(VirtAddr(0x10000)));
  EXPECT_TRUE(kStacks.main().GuardContains(VirtAddr(0x10FFF)));
  EXPECT_FALSE(kStacks.main().GuardContains(VirtAddr(0x11000)));
  EXPECT_FALSE(KernelStacks().main().Contains(VirtAddr(0)));
}

}  // namespace
}  // namespace starkernel::hal
