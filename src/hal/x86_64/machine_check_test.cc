#include "src/hal/x86_64/machine_check.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "src/base/text_collector.h"
#include "src/base/text_writer.h"

namespace starkernel::hal {
namespace {

constexpr std::uint64_t kValid = 1ULL << 63U;
constexpr std::uint64_t kLost = 1ULL << 62U;
constexpr std::uint64_t kUncorrected = 1ULL << 61U;
constexpr std::uint64_t kEnabled = 1ULL << 60U;
constexpr std::uint64_t kMiscellaneous = 1ULL << 59U;
constexpr std::uint64_t kAddress = 1ULL << 58U;
constexpr std::uint64_t kCorrupt = 1ULL << 57U;

std::string TextOf(const MachineCheckBank& bank) {
  TextCollector collector;
  TextWriter writer(collector);
  WriteMachineCheckBank(writer, bank);
  return collector.text();
}

// What is said of an enabled, corrected error with this code.
std::string KindOf(std::uint64_t code) {
  const std::string text = TextOf({.number = 1, .status = kValid | kEnabled | code});
  const std::string before = "bank 1: ";
  const std::size_t end = text.find(", corrected (status 0x9");
  EXPECT_TRUE(text.starts_with(before) && end != std::string::npos) << text;
  return text.substr(before.size(), end - before.size());
}

TEST(MachineCheckTest, ABankNamesKindAddressAndHowBad) {
  EXPECT_EQ(TextOf({.number = 2,
                    .status = kValid | kUncorrected | kEnabled | kMiscellaneous | kAddress |
                              kCorrupt | 0x0091,
                    .address = 0x1234'5000,
                    .miscellaneous = 0x8C}),
            "bank 2: memory controller error, read, channel 1, uncorrected, the processor's state "
            "may be corrupt, address 0x12345000 (status 0xbe00000000000091, miscellaneous 0x8c)\n");
  EXPECT_EQ(TextOf({.number = 31, .status = kValid | kLost, .address = 1, .miscellaneous = 1}),
            "bank 31: no error, corrected, not enabled, others were lost (status "
            "0xc000000000000000)\n");
}

TEST(MachineCheckTest, OnlyTheStatusSaysWhatIsThere) {
  EXPECT_FALSE((MachineCheckBank{.status = ~kValid}).valid());
  EXPECT_TRUE((MachineCheckBank{.status = kValid}).valid());
  EXPECT_TRUE((MachineCheckBank{.status = kAddress}).has_address());
  EXPECT_FALSE((MachineCheckBank{.status = ~kAddress}).has_address());
  EXPECT_TRUE((MachineCheckBank{.status = kMiscellaneous}).has_miscellaneous());
  EXPECT_FALSE((MachineCheckBank{.status = ~kMiscellaneous}).has_miscellaneous());
}

TEST(MachineCheckTest, SimpleCodes) {
  EXPECT_EQ(KindOf(0x0001), "unclassified error");
  EXPECT_EQ(KindOf(0x0005), "internal parity error");
  EXPECT_EQ(KindOf(0x0400), "internal timer error");
  EXPECT_EQ(KindOf(0x0E0B), "I/O error");
  EXPECT_EQ(KindOf(0x1005), "internal parity error") << "the filter's bit is none of the code";
}

TEST(MachineCheckTest, CompoundCodes) {
  EXPECT_EQ(KindOf(0x000C), "cache hierarchy error, level 0");
  EXPECT_EQ(KindOf(0x000F), "cache hierarchy error, any level");
  EXPECT_EQ(KindOf(0x0010), "address translation cache error, instructions, level 0");
  EXPECT_EQ(KindOf(0x0016), "address translation cache error, data, level 2");
  EXPECT_EQ(KindOf(0x0080), "memory controller error, some request, channel 0");
  EXPECT_EQ(KindOf(0x00CF), "memory controller error, scrubbing");
  EXPECT_EQ(KindOf(0x00DF), "memory controller error, reserved");
  EXPECT_EQ(KindOf(0x0114), "cache error, read, data, level 0");
  EXPECT_EQ(KindOf(0x0181), "cache error, snoop, instructions, level 1");
  EXPECT_EQ(KindOf(0x0191), "cache error, reserved, instructions, level 1");
  EXPECT_EQ(KindOf(0x02A3), "error of memory used as a cache, write, channel 3");
  EXPECT_EQ(KindOf(0x0401), "internal error of the processor");
  EXPECT_EQ(KindOf(0x0813),
            "bus or interconnect error, read, memory, this processor asked, any level");
  EXPECT_EQ(KindOf(0x0F2B),
            "bus or interconnect error, write, I/O, no matter who asked, any level, "
            "timed out");
  EXPECT_EQ(KindOf(0x0200), "error of an unknown kind");
  EXPECT_EQ(KindOf(0x0008), "error of an unknown kind");
  EXPECT_EQ(KindOf(0x2000), "error of an unknown kind");
}

TEST(MachineCheckTest, TheProcessorsStatus) {
  const auto text = [](std::uint64_t status) {
    TextCollector collector;
    TextWriter writer(collector);
    WriteMachineCheckStatus(writer, status);
    return collector.text();
  };
  EXPECT_EQ(text(0x5),
            "machine-check status 0x5, machine check in progress, what was interrupted could go "
            "on\n");
  EXPECT_EQ(text(0xE),
            "machine-check status 0xe, machine check in progress, what was interrupted cannot go "
            "on, the error is that of the instruction, for this processor alone\n");
  EXPECT_EQ(text(0),
            "machine-check status 0x0, no machine check in progress, what was interrupted cannot "
            "go on\n");
}

}  // namespace
}  // namespace starkernel::hal
