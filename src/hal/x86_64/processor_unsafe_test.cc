#include "src/hal/x86_64/processor_unsafe.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>

#include "src/base/addresses.h"
#include "src/hal/x86_64/address_unsafe.h"
#include "src/hal/x86_64/device_register_unsafe.h"
#include "src/hal/x86_64/processor_ports_unsafe.h"

// What needs no privilege; the rest runs in the boot tests.

namespace starkernel::hal {
namespace {

TEST(ProcessorTest, CyclesPass) {
  const std::uint64_t before = ReadCycleCounter();
  EXPECT_GT(ReadCycleCounter(), before);
}

TEST(ProcessorTest, CpuidAnswersTheLeafThatIsAsked) {
  // Leaf 0x80000002 is text (Intel SDM volume 2, CPUID); leaf 7 has subleaves.
  const CpuidResult vendor = Cpuid(0);
  EXPECT_GE(vendor.eax, 1U) << "there is no leaf 1";
  EXPECT_NE(vendor.ebx, 0U);
  EXPECT_NE((Cpuid(1).edx >> 5U) & 1U, 0U) << "every x86_64 processor has model registers";
}

// The caller's frame pointer lies where our own points to.
[[gnu::noinline]] std::uint64_t OwnFrame() { return CurrentFramePointer(); }

TEST(ProcessorTest, TheFrameBelongsToTheFunction) {
  const std::uint64_t inner = OwnFrame();
  const std::uint64_t outer = CurrentFramePointer();
  EXPECT_LT(inner, outer);
  EXPECT_EQ(MappedWords(VirtAddr(outer), 1).size(), 1U);
}

// What takes privilege (Intel SDM volume 2, CLI, STI and INVLPG) is refused a program. What it does
// is seen on bare metal.
TEST(ProcessorDeathTest, ThePrivilegedAreRefusedHere) {
  EXPECT_DEATH(EnableInterrupts(), "");
  EXPECT_DEATH(DisableInterrupts(), "");
  EXPECT_DEATH(InvalidatePage(0x1000), "");
}

TEST(AddressTest, HalfWordsAreSeenWhereTheyLie) {
  std::array<std::uint32_t, 3> words = {1, 2, 3};
  const auto seen = MappedHalfWords(AddressOf(words.at(1)), 2);
  ASSERT_EQ(seen.size(), 2U);
  seen[1] = 30;
  EXPECT_EQ(words, (std::array<std::uint32_t, 3>{1, 2, 30}));
}

TEST(AddressTest, WordsAreSeenWhereTheyLie) {
  std::array<std::uint64_t, 3> words = {1, 2, 3};
  const auto seen = MappedWords(AddressOf(words.at(1)), 2);
  ASSERT_EQ(seen.size(), 2U);
  seen[1] = 30;
  EXPECT_EQ(seen[0], 2U);
  EXPECT_EQ(words.at(2), 30U);
}

TEST(DeviceRegisterTest, OneRegisterIsAccessed) {
  alignas(4) std::array<std::uint32_t, 3> registers = {1, 2, 3};
  const VirtAddr address = AddressOf(registers.at(1));
  EXPECT_EQ(ReadDeviceRegister(address), 2U);
  WriteDeviceRegister(address, 0xFFFF'FFFF);
  EXPECT_EQ(registers, (std::array<std::uint32_t, 3>{1, 0xFFFF'FFFF, 3}));
}

}  // namespace
}  // namespace starkernel::hal
