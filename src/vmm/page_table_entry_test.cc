#include "src/vmm/page_table_entry.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "src/base/addresses.h"
#include "src/hal/kernel_mapping.h"
#include "src/vmm/virtual_address.h"

namespace starkernel::vmm {
namespace {

using hal::Caching;
using hal::Protection;

constexpr std::uint64_t kNoExecute = std::uint64_t{1} << 63;

TEST(PageTableEntryTest, EncodesAsTheManualSays) {
  const auto raw = [](Protection protection, Caching caching) {
    return PageTableEntry::ForPage(PhysAddr{0x12345000}, {protection, caching}).raw();
  };
  EXPECT_EQ(raw(Protection::kReadOnly, Caching::kWriteBack), kNoExecute | 0x12345101);
  EXPECT_EQ(raw(Protection::kReadWrite, Caching::kWriteBack), kNoExecute | 0x12345103);
  EXPECT_EQ(raw(Protection::kReadExecute, Caching::kWriteBack), 0x12345101U);
  EXPECT_EQ(raw(Protection::kReadWrite, Caching::kUncached), kNoExecute | 0x1234511B);
  EXPECT_EQ(raw(Protection::kReadWrite, Caching::kWriteCombining), kNoExecute | 0x1234510B);
  EXPECT_EQ(PageTableEntry::ForLargePage(PhysAddr{0x200000}, {}).raw(), kNoExecute | 0x200181);
  EXPECT_EQ(PageTableEntry::ForTable(PhysAddr{0x7000}).raw(), 0x7003U);
  EXPECT_EQ(PageTableEntry().raw(), 0U);
}

TEST(PageTableEntryTest, DecodesWhatItEncodes) {
  for (const Protection protection :
       {Protection::kReadOnly, Protection::kReadWrite, Protection::kReadExecute}) {
    for (const Caching caching :
         {Caching::kWriteBack, Caching::kUncached, Caching::kWriteCombining}) {
      const PageAttributes attributes{protection, caching};
      const PageTableEntry entry =
          PageTableEntry::ForPage(PhysAddr{0xF'FFFF'FFFF'F000}, attributes);
      EXPECT_TRUE(entry.present());
      EXPECT_FALSE(entry.large());
      EXPECT_EQ(entry.attributes(), attributes);
      EXPECT_EQ(entry.address(), PhysAddr{0xF'FFFF'FFFF'F000});
    }
  }
  EXPECT_FALSE(PageTableEntry().present());
}

TEST(PageTableEntryTest, IgnoresWhatTheProcessorNotesDown) {
  const PageTableEntry entry(kNoExecute | 0x12345063);  // Accessed and dirty.
  EXPECT_EQ(entry.attributes(), (PageAttributes{Protection::kReadWrite, Caching::kWriteBack}));
  EXPECT_EQ(entry.address(), PhysAddr{0x12345000});
}

TEST(PageTableEntryDeathTest, WritableAndExecutableIsABrokenInvariant) {
  EXPECT_DEATH(static_cast<void>(PageTableEntry(0x12345003).attributes()), "");
}

TEST(VirtualAddressTest, KnowsCanonicalAddresses) {
  EXPECT_TRUE(IsCanonical(VirtAddr{0}));
  EXPECT_TRUE(IsCanonical(VirtAddr{0x0000'7FFF'FFFF'FFFF}));
  EXPECT_FALSE(IsCanonical(VirtAddr{0x0000'8000'0000'0000}));
  EXPECT_FALSE(IsCanonical(VirtAddr{0xFFFF'7FFF'FFFF'FFFF}));
  EXPECT_TRUE(IsCanonical(VirtAddr{0xFFFF'8000'0000'0000}));
  EXPECT_TRUE(IsCanonical(VirtAddr{~std::uint64_t{0}}));
}

TEST(VirtualAddressTest, CutsAddressesIntoIndexes) {
  constexpr VirtAddr kAddress{0x0000'0102'0304'5678};
  EXPECT_EQ(EntryIndex(kAddress, 1), 0x45U);
  EXPECT_EQ(EntryIndex(kAddress, 2), 0x18U);
  EXPECT_EQ(EntryIndex(kAddress, 3), 0x08U);
  EXPECT_EQ(EntryIndex(kAddress, 4), 0x02U);
  EXPECT_EQ(EntryIndex(VirtAddr{~std::uint64_t{0}}, 4), 511U);
}

}  // namespace
}  // namespace starkernel::vmm
