#include "src/hal/x86_64/descriptors.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

#include "src/base/addresses.h"

namespace starkernel::hal {
namespace {

constexpr VirtAddr kAddress{0x1122'3344'5566'7788U};

TEST(Descriptors, TaskDescriptorScattersBaseAndLimit) {
  constexpr WideDescriptor kTask = TaskDescriptor(kAddress, 0x67);
  static_assert(kTask.at(0) == 0x5500'8966'7788'0067U);
  static_assert(kTask.at(1) == 0x1122'3344U);
  EXPECT_EQ(kTask.at(0), 0x5500'8966'7788'0067U);
}

TEST(Descriptors, InterruptGateScattersHandlerAndStack) {
  constexpr WideDescriptor kGate = InterruptGate(kAddress, 3);
  static_assert(kGate.at(0) == 0x5566'8E03'0008'7788U);
  static_assert(kGate.at(1) == 0x1122'3344U);
  EXPECT_EQ(InterruptGate(VirtAddr(0), 0).at(0), 0x0000'8E00'0008'0000U);
}

TEST(Descriptors, TaskStateHoldsStackTopsAndNoPortMap) {
  constexpr TaskState kState =
      EncodeTaskState(std::array{kAddress, VirtAddr(0x2000), VirtAddr(0xFFFF'FFFF'FFFF'F000U)});
  EXPECT_EQ(sizeof(kState), 104U);
  EXPECT_EQ(kState.at(9), 0x5566'7788U);
  EXPECT_EQ(kState.at(10), 0x1122'3344U);
  EXPECT_EQ(kState.at(11), 0x2000U);
  EXPECT_EQ(kState.at(12), 0U);
  EXPECT_EQ(kState.at(13), 0xFFFF'F000U);
  EXPECT_EQ(kState.at(14), 0xFFFF'FFFFU);
  EXPECT_EQ(kState.at(25), 104U << 16U);
  EXPECT_EQ(kState.at(1), 0U);  // stack of privilege level 0: never switched to
}

TEST(Descriptors, SegmentsAreFlatLongModeCodeAndWritableData) {
  constexpr std::uint64_t kLong = std::uint64_t{1} << 53U;
  constexpr std::uint64_t kExecutable = std::uint64_t{1} << 43U;
  constexpr std::uint64_t kReadWrite = std::uint64_t{1} << 41U;
  constexpr std::uint64_t kPresent = std::uint64_t{1} << 47U;
  EXPECT_EQ(kCodeDescriptor & (kLong | kExecutable | kReadWrite | kPresent),
            kLong | kExecutable | kReadWrite | kPresent);
  EXPECT_EQ(kDataDescriptor & (kLong | kExecutable | kReadWrite | kPresent), kReadWrite | kPresent);
}

}  // namespace
}  // namespace starkernel::hal
