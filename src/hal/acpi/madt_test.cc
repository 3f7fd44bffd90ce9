#include "src/hal/acpi/madt.h"

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
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {
namespace {

class MadtTest : public testing::Test {
 protected:
  // The table with these entries behind the fixed part.
  Result<void> Read(const std::vector<unsigned>& entries, std::size_t fixed = 44) {
    madt_ = {};
    complaints_ = {};
    TableMaker maker("APIC", fixed, 5);
    if (fixed >= 44) {
      maker.Put(36, std::uint32_t{0xFEE0'0000});
    }
    bytes_ = maker.Append(entries).Finish();
    return ReadMadt({.signature = {'A', 'P', 'I', 'C'}, .revision = 5, .bytes = bytes_}, writer_,
                    madt_);
  }

  std::vector<std::byte> bytes_;
  TextCollector complaints_;
  TextWriter writer_{complaints_};
  Madt madt_;
};

TEST_F(MadtTest, TheFixedPartHasToBeThere) {
  EXPECT_EQ(Read({}, 43).error(), Error::kCorrupt);
  EXPECT_EQ(complaints_.text(), "ACPI MADT: length is 0x2b, at least 0x2c expected\n");
  ASSERT_TRUE(Read({}, 44).ok());
  EXPECT_EQ(madt_.local_apic, PhysAddr(0xFEE0'0000));
  EXPECT_FALSE(madt_.legacy_pics);
  EXPECT_TRUE(madt_.processors.empty());
}

TEST_F(MadtTest, ProcessorsThatCanNeverRunAreLeftOut) {
  ASSERT_TRUE(Read({0, 8, 1, 4,    1, 0, 0, 0,   // enabled
                    0, 8, 2, 5,    0, 0, 0, 0,   // neither
                    0, 8, 3, 6,    2, 0, 0, 0,   // can be plugged in
                    0, 8, 4, 0xFF, 1, 0, 0, 0})  // nobody
                  .ok());
  ASSERT_EQ(madt_.processors.size(), 2U);
  EXPECT_EQ(madt_.processors[0].apic_id, 4U);
  EXPECT_EQ(madt_.processors[0].uid, 1U);
  EXPECT_TRUE(madt_.processors[0].enabled);
  EXPECT_EQ(madt_.processors[1].apic_id, 6U);
  EXPECT_FALSE(madt_.processors[1].enabled);
  EXPECT_EQ(complaints_.text(), "");
}

TEST_F(MadtTest, AProcessorListedBothWaysIsOne) {
  ASSERT_TRUE(Read({0, 8,  1, 4, 1,    0,    0,    0,                             //
                    9, 16, 0, 0, 4,    0,    0,    0,    1, 0, 0, 0, 1, 0, 0, 0,  //
                    9, 16, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0, 2, 0, 0, 0,  // nobody
                    9, 16, 0, 0, 0,    1,    0,    0,    1, 0, 0, 0, 3, 0, 0, 0})
                  .ok());
  ASSERT_EQ(madt_.processors.size(), 2U);
  EXPECT_EQ(madt_.processors[1].apic_id, 0x100U);
  EXPECT_EQ(madt_.processors[1].uid, 3U);
}

TEST_F(MadtTest, ThereIsRoomForSoManyProcessors) {
  std::vector<unsigned> entries;
  for (unsigned id = 0; id <= Madt::kMaximumProcessors; ++id) {
    entries.insert(entries.end(),
                   {9, 16, 0, 0, id & 0xFFU, id >> 8U, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0});
  }
  ASSERT_TRUE(Read(entries).ok());
  EXPECT_EQ(madt_.processors.size(), Madt::kMaximumProcessors);
  EXPECT_EQ(complaints_.text(),
            "ACPI MADT: number of processors is 0x101, at most 0x100 expected\n");
}

TEST_F(MadtTest, IoApicsAreTakenWithTheirFirstInterrupt) {
  ASSERT_TRUE(Read({1, 12, 9, 0, 0, 0x10, 0xC0, 0xFE, 24, 0, 0, 0,  //
                    1, 12, 9, 0, 2, 0x10, 0xC0, 0xFE, 0,  0, 0, 0})
                  .ok());
  ASSERT_EQ(madt_.io_apics.size(), 1U);
  EXPECT_EQ(madt_.io_apics[0].id, 9);
  EXPECT_EQ(madt_.io_apics[0].registers, PhysAddr(0xFEC0'1000));
  EXPECT_EQ(madt_.io_apics[0].first_interrupt, 24U);
  EXPECT_EQ(complaints_.text(),
            "ACPI MADT: place of an I/O APIC in 4 bytes is 0x2, 0x0 expected\n");
}

TEST_F(MadtTest, OverridesGiveRoutes) {
  ASSERT_TRUE(Read({2, 10, 0, 0,  2,  0, 0, 0, 0,    0,   //
                    2, 10, 0, 15, 9,  0, 0, 0, 0x0F, 0,   // low, level
                    2, 10, 0, 4,  20, 0, 0, 0, 0x05, 0})  // high, edge
                  .ok());
  EXPECT_EQ(RouteOfIsa(madt_, 0).interrupt, 2U);
  const IsaRoute last = RouteOfIsa(madt_, 15);
  EXPECT_EQ(last.interrupt, 9U);
  EXPECT_TRUE(last.active_low);
  EXPECT_TRUE(last.level);
  const IsaRoute moved = RouteOfIsa(madt_, 4);
  EXPECT_EQ(moved.interrupt, 20U);
  EXPECT_FALSE(moved.active_low);
  EXPECT_FALSE(moved.level);
  EXPECT_EQ(RouteOfIsa(madt_, 3).interrupt, 3U);
}

TEST_F(MadtTest, OverridesThatMakeNoSenseAreNamed) {
  ASSERT_TRUE(Read({2, 10, 1, 4,  4, 0, 0, 0, 0, 0,   // bus
                    2, 10, 0, 16, 4, 0, 0, 0, 0, 0,   // source
                    2, 10, 0, 4,  4, 0, 0, 0, 2, 0,   // polarity
                    2, 10, 0, 4,  4, 0, 0, 0, 8, 0})  // trigger
                  .ok());
  EXPECT_TRUE(madt_.overrides.empty());
  EXPECT_EQ(
      complaints_.text(),
      "ACPI MADT: bus of an interrupt override is 0x1, 0x0 expected\n"
      "ACPI MADT: source of an interrupt override is 0x10, at most 0xf expected\n"
      "ACPI MADT: flags of an interrupt with a reserved meaning is 0x2, at most 0xf expected\n"
      "ACPI MADT: flags of an interrupt with a reserved meaning is 0x8, at most 0xf "
      "expected\n");
}

TEST_F(MadtTest, NonMaskableInterrupts) {
  ASSERT_TRUE(Read({3,  8,  0x0D, 0,    7, 0, 0, 0,  //
                    4,  6,  0xFF, 0,    0, 1,        //
                    4,  6,  3,    0x0F, 0, 0,        //
                    4,  6,  3,    0,    0, 2,        // no such input
                    10, 12, 0,    0,    0, 2, 0, 0, 1, 0, 0, 0})
                  .ok());
  ASSERT_EQ(madt_.nmi_sources.size(), 1U);
  EXPECT_EQ(madt_.nmi_sources[0].interrupt, 7U);
  EXPECT_EQ(madt_.nmi_sources[0].flags,
            (LineFlags{.polarity = Polarity::kActiveHigh, .trigger = Trigger::kLevel}));
  ASSERT_EQ(madt_.local_nmis.size(), 3U);
  EXPECT_EQ(madt_.local_nmis[0].uid, LocalNmi::kAllProcessors);
  EXPECT_EQ(madt_.local_nmis[0].input, 1);
  EXPECT_EQ(madt_.local_nmis[1].uid, 3U);
  EXPECT_EQ(madt_.local_nmis[2].uid, 0x200U);
  EXPECT_EQ(complaints_.text(), "ACPI MADT: local input of an NMI is 0x2, at most 0x1 expected\n");
}

TEST_F(MadtTest, TheLocalApicMayLieAbove4GiB) {
  ASSERT_TRUE(Read({5, 12, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0}).ok());
  EXPECT_EQ(madt_.local_apic, PhysAddr(0x1'0000'0000));
  EXPECT_EQ(Read({5, 12, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0}).error(), Error::kCorrupt);
}

TEST_F(MadtTest, EntriesLeadToTheNext) {
  // An unknown one is passed over, a short one left out, and a length of 0 or 1, or beyond the
  // table, ends the list.
  ASSERT_TRUE(Read({0x7F, 3, 0, 0, 7, 1, 1, 1, 0, 0, 0, 8, 1, 4, 1, 0, 0, 0}).ok());
  EXPECT_EQ(complaints_.text(), "ACPI MADT: length of an entry is 0x7, at least 0x8 expected\n");
  EXPECT_EQ(madt_.processors.size(), 1U);
  for (const unsigned length : {0U, 1U, 9U}) {
    ASSERT_TRUE(Read({0, length, 1, 4, 1, 0, 0, 0}).ok());
    EXPECT_TRUE(madt_.processors.empty());
    EXPECT_NE(complaints_.text().find("length of an entry is"), std::string::npos);
  }
  ASSERT_TRUE(Read({0}).ok());
  EXPECT_EQ(complaints_.text(), "ACPI MADT: rest behind the last entry is 0x1, 0x0 expected\n");
}

}  // namespace
}  // namespace starkernel::acpi
