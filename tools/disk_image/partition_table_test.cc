#include "tools/disk_image/partition_table.h"

#include "gtest/gtest.h"
#include "tools/disk_image/crc32.h"
#include "tools/disk_image/little_endian.h"

namespace starkernel::tools {
namespace {

constexpr DiskLayout kLayout;

TEST(PartitionTable, HasTheSizeItsReaderNeeds) {
  EXPECT_EQ(PrimaryPartitionTable(kLayout).size(), kPartitionTableBytes);
  EXPECT_EQ(BackupPartitionTable(kLayout).size(), 33 * kSectorSize);
  EXPECT_EQ(BackupPartitionTableStart(kLayout) + 33, kLayout.disk_size);
}

TEST(PartitionTable, MbrProtectsTheWholeDisk) {
  const auto bytes = PrimaryPartitionTable(kLayout);
  EXPECT_EQ(LoadLittleEndian<std::uint16_t>(bytes, 510), 0xAA55);
  EXPECT_EQ(LoadLittleEndian<std::uint8_t>(bytes, 450), 0xEE);
  EXPECT_EQ(LoadLittleEndian<std::uint32_t>(bytes, 454), 1U);
  EXPECT_EQ(LoadLittleEndian<std::uint32_t>(bytes, 458), kLayout.disk_size - 1);
}

TEST(PartitionTable, HeadersNameEachOther) {
  const auto primary = PrimaryPartitionTable(kLayout);
  const auto backup = BackupPartitionTable(kLayout);
  const auto last = 32 * kSectorSize;
  EXPECT_EQ(LoadLittleEndian<std::uint64_t>(primary, 512 + 24), 1U);
  EXPECT_EQ(LoadLittleEndian<std::uint64_t>(primary, 512 + 32), kLayout.disk_size - 1);
  EXPECT_EQ(LoadLittleEndian<std::uint64_t>(backup, last + 24), kLayout.disk_size - 1);
  EXPECT_EQ(LoadLittleEndian<std::uint64_t>(backup, last + 32), 1U);
  EXPECT_EQ(LoadLittleEndian<std::uint64_t>(backup, last + 72), kLayout.disk_size - 33);
}

TEST(PartitionTable, PartitionLiesInTheUsableBlocks) {
  const auto bytes = PrimaryPartitionTable(kLayout);
  const auto first = LoadLittleEndian<std::uint64_t>(bytes, 512 + 40);
  const auto last = LoadLittleEndian<std::uint64_t>(bytes, 512 + 48);
  EXPECT_LE(first, LoadLittleEndian<std::uint64_t>(bytes, 1024 + 32));
  EXPECT_GE(last, LoadLittleEndian<std::uint64_t>(bytes, 1024 + 40));
  EXPECT_EQ(last + 1, BackupPartitionTableStart(kLayout));
}

TEST(FindSystemPartition, FindsOurs) {
  const auto found = FindSystemPartition(PrimaryPartitionTable(kLayout));
  ASSERT_TRUE(found.has_value()) << found.error();
  EXPECT_EQ(*found, 2048U);
}

TEST(FindSystemPartition, RefusesAShortDisk) {
  auto bytes = PrimaryPartitionTable(kLayout);
  bytes.pop_back();
  EXPECT_EQ(FindSystemPartition(bytes).error(), "not a GPT disk: shorter than 17408 bytes");
}

TEST(FindSystemPartition, RefusesADiskWithoutGpt) {
  const std::vector<std::byte> zeros(kPartitionTableBytes);
  EXPECT_EQ(FindSystemPartition(zeros).error(), "not a GPT disk: no `EFI PART` in block 1");
}

TEST(FindSystemPartition, NoticesAnyFlippedByteOfHeaderAndTable) {
  const auto intact = PrimaryPartitionTable(kLayout);
  for (std::size_t place = 512; place < 512 + 92; ++place) {
    auto bytes = intact;
    bytes.at(place) ^= std::byte{0x10};
    EXPECT_FALSE(FindSystemPartition(bytes).has_value()) << place;
  }
  for (std::size_t place = 1024; place < intact.size(); place += 61) {
    auto bytes = intact;
    bytes.at(place) ^= std::byte{1};
    EXPECT_FALSE(FindSystemPartition(bytes).has_value()) << place;
  }
}

}  // namespace
}  // namespace starkernel::tools
