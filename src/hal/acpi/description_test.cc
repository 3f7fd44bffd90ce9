#include "src/hal/acpi/description.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/fake_tables.h"
#include "src/hal/acpi/register_address.h"
#include "src/hal/acpi/root.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {
namespace {

class DescriptionTest : public testing::Test {
 protected:
  DescriptionTest() { FillWithTables(memory_); }

  Result<void> Read() { return ReadDescription(memory_, kRootPlace, writer_, description_); }

  FakeMemory memory_;
  TextCollector complaints_;
  TextWriter writer_{complaints_};
  Description description_;
};

TEST_F(DescriptionTest, AWholePcIsRead) {
  ASSERT_TRUE(Read().ok());
  EXPECT_EQ(complaints_.text(), "");
  EXPECT_EQ(description_.tables, 4U);
  ASSERT_TRUE(description_.madt.has_value());
  EXPECT_EQ(description_.madt->processors.size(), 3U);
  ASSERT_TRUE(description_.hpet.has_value());
  EXPECT_EQ(description_.hpet->registers, PhysAddr(0xFED0'0000));
  ASSERT_TRUE(description_.fadt.has_value());
  EXPECT_EQ(description_.fadt->pm1a_control,
            (RegisterAddress{.space = RegisterSpace::kPort, .address = 0x604}));
  EXPECT_EQ(description_.soft_off, (SoftOff{.pm1a = 5, .pm1b = 0}));
  ASSERT_TRUE(description_.mcfg.has_value());
  EXPECT_EQ(description_.mcfg->spaces.size(), 1U);
}

TEST_F(DescriptionTest, TheFirstRevisionHasAnRsdtOnly) {
  memory_.tables[kRootPlace.value()] = MakeRoot(0x2000, 0, 0);
  memory_.tables[0x2000] = MakeList<std::uint32_t>({kHpetPlace});
  ASSERT_TRUE(Read().ok());
  EXPECT_EQ(description_.tables, 1U);
  EXPECT_TRUE(description_.hpet.has_value());
  EXPECT_FALSE(description_.madt.has_value());
}

TEST_F(DescriptionTest, ABrokenXsdtIsReplacedByTheRsdt) {
  memory_.tables[kRootPlace.value()] = MakeRoot(0x2800, 0x2000);
  memory_.tables[0x2800] = MakeList<std::uint32_t>({kHpetPlace, kMadtPlace});
  memory_.tables[0x2000].back() ^= std::byte{1};
  ASSERT_TRUE(Read().ok());
  EXPECT_EQ(description_.tables, 2U);
  EXPECT_NE(complaints_.text().find("ACPI XSDT: sum of bytes is "), std::string::npos);
}

TEST_F(DescriptionTest, AWrongExtendedChecksumLeavesTheRsdt) {
  memory_.tables[kRootPlace.value()] = MakeRoot(0x2800, 0x2000);
  memory_.tables[kRootPlace.value()].back() ^= std::byte{1};
  memory_.tables[0x2800] = MakeList<std::uint32_t>({kHpetPlace});
  ASSERT_TRUE(Read().ok());
  EXPECT_EQ(description_.tables, 1U);
  EXPECT_EQ(complaints_.text(), "ACPI RSDP: its extended checksum is wrong\n");
}

TEST_F(DescriptionTest, ARootPointerHasToBeOne) {
  memory_.tables[kRootPlace.value()].at(9) ^= std::byte{1};
  EXPECT_EQ(Read().error(), Error::kCorrupt);
  EXPECT_EQ(complaints_.text(), "ACPI RSDP: its checksum is wrong\n");
  memory_.tables[kRootPlace.value()].at(0) = std::byte{'r'};
  EXPECT_EQ(Read().error(), Error::kCorrupt);
  memory_.tables.erase(kRootPlace.value());
  EXPECT_EQ(Read().error(), Error::kOutOfRange);
}

TEST_F(DescriptionTest, TheRootPointersLengthHasBounds) {
  for (const auto& [length, good] : {std::pair<std::uint32_t, bool>{35, false},
                                     {36, true},
                                     {37, false},  // beyond what lies there
                                     {4097, false}}) {
    std::vector<std::byte> root = MakeRoot(0x2800, 0x2000);
    WriteLittleEndian(std::span(root), 20, length).value();
    TableMaker::SetChecksum(root, 32);
    memory_.tables[kRootPlace.value()] = root;
    description_ = {};
    EXPECT_EQ(Read().ok(), good) << length;
  }
  EXPECT_NE(complaints_.text().find("ACPI RSDP: length is 0x23, at least 0x24 expected\n"),
            std::string::npos);
  EXPECT_NE(complaints_.text().find("ACPI RSDP: length is 0x1001, at most 0x1000 expected\n"),
            std::string::npos);
}

TEST_F(DescriptionTest, OneBadTableCostsOnlyItself) {
  memory_.tables[kHpetPlace].at(50) ^= std::byte{4};
  ASSERT_TRUE(Read().ok());
  EXPECT_FALSE(description_.hpet.has_value());
  EXPECT_TRUE(description_.madt.has_value());
  EXPECT_TRUE(complaints_.text().starts_with("ACPI HPET: sum of bytes is 0x"));
}

TEST_F(DescriptionTest, ReferencesToNowhereAreSkipped) {
  memory_.tables[0x2000] =
      MakeList<std::uint64_t>({0, 0xFFFF'FFFF'FFFF'FFFF, 0x9'0000, kHpetPlace});
  ASSERT_TRUE(Read().ok());
  EXPECT_EQ(description_.tables, 1U);
  EXPECT_NE(complaints_.text().find("refers to 0x90000, which is no place"), std::string::npos);
}

TEST_F(DescriptionTest, AListHasOnlySoMuchRoom) {
  std::vector<std::uint64_t> many(TableList::kMaximumTables, kHpetPlace);
  memory_.tables[0x2000] = MakeList(many);
  ASSERT_TRUE(Read().ok());
  EXPECT_EQ(complaints_.text(), "");
  many.push_back(kHpetPlace);
  memory_.tables[0x2000] = MakeList(many);
  ASSERT_TRUE(Read().ok());
  EXPECT_EQ(description_.tables, TableList::kMaximumTables);
  EXPECT_EQ(complaints_.text(),
            "ACPI: the table at 0x4000 is one too many, at most 128 are kept\n");
}

TEST_F(DescriptionTest, ATableNeedsAHeaderAndHasALongestLength) {
  const PhysAddr place(kHpetPlace);
  for (const std::uint32_t length : {35U, 0x40'0001U, 57U}) {
    WriteLittleEndian(std::span(memory_.tables[kHpetPlace]), 4, length).value();
    EXPECT_FALSE(ReadTable(memory_, place, writer_).ok()) << length;
  }
  EXPECT_EQ(complaints_.text(),
            "ACPI HPET: length is 0x23, at least 0x24 expected\n"
            "ACPI HPET: length is 0x400001, at most 0x400000 expected\n"
            "ACPI: a table of 0x39 bytes at 0x4000 does not lie in memory\n");
  memory_.tables[kHpetPlace] = TableMaker("HPET", 36).Finish();
  EXPECT_TRUE(ReadTable(memory_, place, writer_).ok());
}

TEST_F(DescriptionTest, NamesThatCannotBePrintedAreNotPrinted) {
  memory_.tables[kHpetPlace].at(0) = std::byte{0x1B};
  memory_.tables[kHpetPlace].at(4) = std::byte{1};
  EXPECT_FALSE(ReadTable(memory_, PhysAddr(kHpetPlace), writer_).ok());
  EXPECT_EQ(complaints_.text(), "ACPI ?PET: length is 0x1, at least 0x24 expected\n");
}

}  // namespace
}  // namespace starkernel::acpi
