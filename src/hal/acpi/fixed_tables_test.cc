// Tables with a fixed layout, and what is looked for in the DSDT.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/fadt.h"
#include "src/hal/acpi/fake_tables.h"
#include "src/hal/acpi/hpet.h"
#include "src/hal/acpi/mcfg.h"
#include "src/hal/acpi/register_address.h"
#include "src/hal/acpi/soft_off.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {
namespace {

constexpr RegisterAddress Port(std::uint64_t number) {
  return {.space = RegisterSpace::kPort, .address = number};
}

class FixedTablesTest : public testing::Test {
 protected:
  Table TableOf(TableMaker& maker, std::uint8_t revision = 1) {
    bytes_ = maker.Finish();
    return {.signature = {}, .revision = revision, .bytes = bytes_};
  }

  std::vector<std::byte> bytes_;
  TextCollector complaints_;
  TextWriter writer_{complaints_};
};

TEST_F(FixedTablesTest, HpetRegistersLieInAlignedMemory) {
  TableMaker whole("HPET", 56);
  whole.PutAddress(40, 0, 0xFED0'0400).Put(52, std::uint8_t{3});
  const auto hpet = ReadHpet(TableOf(whole), writer_);
  ASSERT_TRUE(hpet.ok());
  EXPECT_EQ(hpet.value().registers, PhysAddr(0xFED0'0400));
  EXPECT_EQ(hpet.value().number, 3);

  TableMaker shorter("HPET", 55);
  EXPECT_EQ(ReadHpet(TableOf(shorter), writer_).error(), Error::kCorrupt);
  whole.PutAddress(40, 1, 0x70);
  EXPECT_EQ(ReadHpet(TableOf(whole), writer_).error(), Error::kCorrupt);
  whole.PutAddress(40, 0, 0xFED0'0001);
  EXPECT_EQ(ReadHpet(TableOf(whole), writer_).error(), Error::kCorrupt);
  EXPECT_EQ(complaints_.text(),
            "ACPI HPET: length is 0x37, at least 0x38 expected\n"
            "ACPI HPET: its registers do not lie in memory\n"
            "ACPI HPET: place of the registers in 1 KiB is 0x1, 0x0 expected\n");
}

TEST_F(FixedTablesTest, FadtOfRevision1HasPortsOnly) {
  TableMaker maker("FACP", 116);
  maker.Put(40, std::uint32_t{0x6000})
      .Put(64, std::uint32_t{0x604})
      .Put(68, std::uint32_t{0x1'0000})
      .Put(76, std::uint32_t{0x608})
      .Put(108, std::uint8_t{0x32})
      .Put(109, std::uint16_t{0xFFFF})
      .Put(112, std::uint32_t{1U << 8U | 1U << 10U});
  const auto fadt = ReadFadt(TableOf(maker), writer_);
  ASSERT_TRUE(fadt.ok());
  EXPECT_EQ(fadt.value().dsdt, PhysAddr(0x6000));
  EXPECT_EQ(fadt.value().pm1a_control, Port(0x604));
  EXPECT_EQ(fadt.value().pm1b_control, std::nullopt) << "there is no such port";
  EXPECT_EQ(fadt.value().pm_timer, Port(0x608));
  EXPECT_TRUE(fadt.value().pm_timer_has_32_bits);
  EXPECT_EQ(fadt.value().century, 0x32);
  EXPECT_FALSE(fadt.value().reset.has_value()) << "the register lies behind the table's end";
  EXPECT_TRUE(fadt.value().keyboard_controller);
  EXPECT_TRUE(fadt.value().vga);
  EXPECT_TRUE(fadt.value().cmos_clock);

  TableMaker shorter("FACP", 115);
  EXPECT_EQ(ReadFadt(TableOf(shorter), writer_).error(), Error::kCorrupt);
  EXPECT_EQ(complaints_.text(), "ACPI FACP: length is 0x73, at least 0x74 expected\n");
}

TEST_F(FixedTablesTest, ExtendedFieldsOfTheFadtComeFirst) {
  TableMaker maker("FACP", 268);
  maker.Put(40, std::uint32_t{0x6000})
      .Put(140, std::uint64_t{0x1'0000'6000})
      .Put(64, std::uint32_t{0x604})
      .PutAddress(172, 1, 0x704)
      .Put(76, std::uint32_t{0x608})
      .PutAddress(208, 2, 0x708)  // configuration space: not for us
      .PutAddress(184, 0, 0xFEDC'0004)
      .PutAddress(244, 1, 0x800)
      .PutAddress(116, 1, 0xCF9)
      .Put(112, std::uint32_t{1U << 10U})
      .Put(128, std::uint8_t{6});
  const auto fadt = ReadFadt(TableOf(maker), writer_);
  ASSERT_TRUE(fadt.ok());
  EXPECT_EQ(fadt.value().dsdt, PhysAddr(0x1'0000'6000));
  EXPECT_EQ(fadt.value().pm1a_control, Port(0x704));
  EXPECT_EQ(fadt.value().pm1b_control,
            (RegisterAddress{.space = RegisterSpace::kMemory, .address = 0xFEDC'0004}));
  EXPECT_EQ(fadt.value().pm_timer, Port(0x608));
  EXPECT_EQ(fadt.value().sleep_control, Port(0x800));
  ASSERT_TRUE(fadt.value().reset.has_value());
  EXPECT_EQ(fadt.value().reset->place, Port(0xCF9));
  EXPECT_EQ(fadt.value().reset->value, 6);
}

TEST_F(FixedTablesTest, AResetRegisterCountsOnlyWithItsFlag) {
  TableMaker maker("FACP", 132);
  maker.PutAddress(116, 1, 0xCF9).Put(128, std::uint8_t{6});
  EXPECT_FALSE(ReadFadt(TableOf(maker), writer_).value().reset.has_value());
}

TEST_F(FixedTablesTest, WhatAPcLacksIsSaidByItsFlags) {
  TableMaker maker("FACP", 268);
  maker.Put(109, std::uint16_t{1U << 2U | 1U << 5U});
  const Fadt last = ReadFadt(TableOf(maker), writer_).value();
  EXPECT_TRUE(last.keyboard_controller && last.vga && last.cmos_clock) << "revision 1 has no flags";
  const Fadt second = ReadFadt(TableOf(maker, 2), writer_).value();
  EXPECT_FALSE(second.keyboard_controller);
  EXPECT_FALSE(second.vga);
  EXPECT_TRUE(second.cmos_clock);
  EXPECT_FALSE(ReadFadt(TableOf(maker, 5), writer_).value().cmos_clock);
  maker.Put(109, std::uint16_t{1U << 1U});
  const Fadt full = ReadFadt(TableOf(maker, 5), writer_).value();
  EXPECT_TRUE(full.keyboard_controller && full.vga && full.cmos_clock);
}

TEST_F(FixedTablesTest, RegistersAreMemoryOrPorts) {
  TableMaker maker("FACP", 64);
  const auto read = [&](std::uint8_t space, std::uint64_t address) {
    maker.PutAddress(40, space, address);
    return ReadGenericAddress(TableOf(maker).bytes, 40);
  };
  EXPECT_EQ(read(0, 0), std::nullopt);
  EXPECT_EQ(read(1, 0xFFFF), Port(0xFFFF));
  EXPECT_EQ(read(1, 0x1'0000), std::nullopt);
  EXPECT_EQ(read(2, 0x10), std::nullopt);
  EXPECT_TRUE(read(0, 0xFFFF'FFFF'FFFF'FFFF).has_value());
  EXPECT_EQ(ReadGenericAddress(bytes_, 52), std::nullopt) << "all zero";
  EXPECT_EQ(ReadGenericAddress(bytes_, 53), std::nullopt) << "behind the end";
  EXPECT_EQ(ReadPortField(bytes_, 61), std::nullopt) << "behind the end";
}

TEST_F(FixedTablesTest, McfgSpaces) {
  TableMaker maker("MCFG", 44 + 4 * 16);
  maker.Put(44, std::uint64_t{0xB000'0000}).Put(54, std::uint8_t{1}).Put(55, std::uint8_t{1});
  maker.Put(60, std::uint64_t{0xC000'0000}).Put(70, std::uint8_t{2}).Put(71, std::uint8_t{1});
  maker.Put(76, std::uint64_t{0xC008'0000});
  maker.Put(92, std::uint64_t{1} << 52U);
  const auto mcfg = ReadMcfg(TableOf(maker.Append({1})), writer_);
  ASSERT_TRUE(mcfg.ok());
  ASSERT_EQ(mcfg.value().spaces.size(), 1U);
  EXPECT_EQ(mcfg.value().spaces[0].base, PhysAddr(0xB000'0000));
  EXPECT_EQ(complaints_.text(),
            "ACPI MCFG: last bus is 0x1, at least 0x2 expected\n"
            "ACPI MCFG: place of a configuration space in 1 MiB is 0x80000, 0x0 expected\n"
            "ACPI MCFG: base of a configuration space is 0x10000000000000, at most "
            "0xffffff0000000 expected\n"
            "ACPI MCFG: rest behind the last entry is 0x1, 0x0 expected\n");
  TableMaker shorter("MCFG", 43);
  EXPECT_EQ(ReadMcfg(TableOf(shorter), writer_).error(), Error::kCorrupt);
  TableMaker many("MCFG", 44 + 17 * 16);
  EXPECT_EQ(ReadMcfg(TableOf(many), writer_).value().spaces.size(), Mcfg::kMaximumSpaces);
}

std::optional<SoftOff> Find(const std::vector<unsigned>& code) {
  std::vector<std::byte> bytes;
  for (const unsigned byte : code) {
    bytes.push_back(static_cast<std::byte>(byte));
  }
  return FindSoftOff(bytes);
}

TEST(SoftOffTest, IntegersInAllTheirForms) {
  EXPECT_EQ(Find({8, '_', 'S', '5', '_', 0x12, 6, 4, 0x0A, 5, 0x01, 0, 0}),
            (SoftOff{.pm1a = 5, .pm1b = 1}));
  EXPECT_EQ(Find({8, '\\', '_', 'S', '5', '_', 0x12, 0x47, 0, 2, 0x0B, 7, 0, 0x0C, 6, 0, 0, 0}),
            (SoftOff{.pm1a = 7, .pm1b = 6}));
  EXPECT_EQ(Find({8, '_', 'S', '5', '_', 0x12, 3, 1, 0x0A, 3}), (SoftOff{.pm1a = 3, .pm1b = 0}));
}

TEST(SoftOffTest, WhatIsNoDefinitionIsPassedOver) {
  EXPECT_EQ(Find({}), std::nullopt);
  EXPECT_EQ(Find({'_', 'S', '5', '_', 0x12, 3, 1, 0}), std::nullopt) << "no NameOp";
  EXPECT_EQ(Find({'\\', '_', 'S', '5', '_', 0x12, 3, 1, 0}), std::nullopt);
  EXPECT_EQ(Find({8, '_', 'S', '5', '_', 0x0A, 5}), std::nullopt) << "no package";
  EXPECT_EQ(Find({8, '_', 'S', '5', '_', 0x12, 2, 0}), std::nullopt) << "empty";
  EXPECT_EQ(Find({8, '_', 'S', '5', '_', 0x12, 4, 1, 0x0A, 8}), std::nullopt) << "8 is too large";
  EXPECT_EQ(Find({8, '_', 'S', '5', '_', 0x12, 4, 2, 0x0A, 5}), std::nullopt) << "cut off";
  EXPECT_EQ(Find({8, '_', 'S', '5', '_', 0x12, 0xC0}), std::nullopt) << "cut off in the length";
  EXPECT_EQ(Find({8, '_', 'S', '5', '_', 1, 8, '_', 'S', '5', '_', 0x12, 3, 1, 1}),
            (SoftOff{.pm1a = 1, .pm1b = 0}))
      << "the second is one";
}

}  // namespace
}  // namespace starkernel::acpi
