#include "tools/disk_image/partition_table.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "tools/disk_image/crc32.h"
#include "tools/disk_image/little_endian.h"

namespace starkernel::tools {
namespace {

using Bytes = std::vector<std::byte>;
using Guid = std::array<std::uint8_t, 16>;

// In the byte order of the disk: the first three fields lowest byte first.
// C12A7328-F81F-11D2-BA4B-00A0C93EC93B, the type of an EFI system partition.
constexpr Guid kSystemPartitionType = {0x28, 0x73, 0x2A, 0xC1, 0x1F, 0xF8, 0xD2, 0x11,
                                       0xBA, 0x4B, 0x00, 0xA0, 0xC9, 0x3E, 0xC9, 0x3B};
// 5354524B-0000-4000-8000-000000000001 and ...2: fixed identifiers of our disk and partition.
constexpr Guid kDiskId = {0x4B, 0x52, 0x54, 0x53, 0x00, 0x00, 0x00, 0x40,
                          0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01};
constexpr Guid kPartitionId = {0x4B, 0x52, 0x54, 0x53, 0x00, 0x00, 0x00, 0x40,
                               0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02};

constexpr std::string_view kSignature = "EFI PART";
constexpr std::string_view kPartitionName = "EFI system";
constexpr std::uint32_t kRevision = 0x00010000;
constexpr std::uint32_t kHeaderSize = 92;
constexpr std::uint32_t kEntries = 128;
constexpr std::uint32_t kEntrySize = 128;
constexpr std::size_t kTableBytes = kTableSectors * kSectorSize;

// Offsets in the header (UEFI specification, table 5.5).
constexpr std::size_t kHeaderCrc = 16;
constexpr std::size_t kTableStart = 72;
constexpr std::size_t kTableCrc = 88;

void StoreGuid(std::span<std::byte> bytes, std::size_t offset, const Guid& guid) {
  std::ranges::copy(std::as_bytes(std::span(guid)), bytes.subspan(offset, guid.size()).begin());
}

Bytes Table(const DiskLayout& layout) {
  Bytes table(kTableBytes);
  StoreGuid(table, 0, kSystemPartitionType);
  StoreGuid(table, 16, kPartitionId);
  StoreLittleEndian<std::uint64_t>(table, 32, layout.partition_start);
  StoreLittleEndian<std::uint64_t>(table, 40, layout.partition_start + layout.partition_size - 1);
  std::size_t offset = 56;
  for (const char letter : kPartitionName) {  // UTF-16, and the name is ASCII.
    StoreLittleEndian<std::uint16_t>(table, offset, static_cast<std::uint8_t>(letter));
    offset += 2;
  }
  return table;
}

struct HeaderPlaces {
  std::uint64_t own;
  std::uint64_t other;
  std::uint64_t table;
};

Bytes Header(const DiskLayout& layout, const HeaderPlaces& places, const Bytes& table) {
  Bytes header(kSectorSize);
  std::ranges::copy(std::as_bytes(std::span(kSignature)), header.begin());
  StoreLittleEndian<std::uint32_t>(header, 8, kRevision);
  StoreLittleEndian<std::uint32_t>(header, 12, kHeaderSize);
  StoreLittleEndian<std::uint64_t>(header, 24, places.own);
  StoreLittleEndian<std::uint64_t>(header, 32, places.other);
  StoreLittleEndian<std::uint64_t>(header, 40, 2 + kTableSectors);
  StoreLittleEndian<std::uint64_t>(header, 48, BackupPartitionTableStart(layout) - 1);
  StoreGuid(header, 56, kDiskId);
  StoreLittleEndian<std::uint64_t>(header, kTableStart, places.table);
  StoreLittleEndian<std::uint32_t>(header, 80, kEntries);
  StoreLittleEndian<std::uint32_t>(header, 84, kEntrySize);
  StoreLittleEndian<std::uint32_t>(header, kTableCrc, Crc32(table));
  StoreLittleEndian<std::uint32_t>(header, kHeaderCrc, Crc32(std::span(header).first(kHeaderSize)));
  return header;
}

// One partition of type 0xEE over the whole disk, so that tools that know no GPT keep off it.
Bytes ProtectiveMbr(const DiskLayout& layout) {
  Bytes mbr(kSectorSize);
  constexpr std::size_t kRecord = 446;
  const std::uint64_t length = std::min<std::uint64_t>(layout.disk_size - 1, 0xFFFFFFFFU);
  StoreLittleEndian<std::uint32_t>(mbr, kRecord, 0x00020000);      // Starts at 0/0/2.
  StoreLittleEndian<std::uint32_t>(mbr, kRecord + 4, 0xFFFFFFEE);  // Ends beyond CHS.
  StoreLittleEndian<std::uint32_t>(mbr, kRecord + 8, 1);
  StoreLittleEndian<std::uint32_t>(mbr, kRecord + 12, static_cast<std::uint32_t>(length));
  StoreLittleEndian<std::uint16_t>(mbr, 510, 0xAA55);
  return mbr;
}

void Append(Bytes& bytes, const Bytes& more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}

bool HasSignature(std::span<const std::byte> header) {
  return std::ranges::equal(header.first(kSignature.size()), std::as_bytes(std::span(kSignature)));
}

bool HeaderIsIntact(std::span<const std::byte> header) {
  const auto size = LoadLittleEndian<std::uint32_t>(header, 12);
  if (size < kHeaderSize || size > kSectorSize) {
    return false;
  }
  Bytes copy(header.begin(), header.begin() + size);
  StoreLittleEndian<std::uint32_t>(copy, kHeaderCrc, 0);
  return Crc32(copy) == LoadLittleEndian<std::uint32_t>(header, kHeaderCrc);
}

}  // namespace

std::vector<std::byte> PrimaryPartitionTable(const DiskLayout& layout) {
  const Bytes table = Table(layout);
  Bytes bytes = ProtectiveMbr(layout);
  Append(bytes, Header(layout, {.own = 1, .other = layout.disk_size - 1, .table = 2}, table));
  Append(bytes, table);
  return bytes;
}

std::vector<std::byte> BackupPartitionTable(const DiskLayout& layout) {
  Bytes bytes = Table(layout);
  Append(
      bytes,
      Header(layout,
             {.own = layout.disk_size - 1, .other = 1, .table = BackupPartitionTableStart(layout)},
             bytes));
  return bytes;
}

std::expected<std::uint64_t, std::string> FindSystemPartition(
    std::span<const std::byte> disk_start) {
  if (disk_start.size() < kPartitionTableBytes) {
    return std::unexpected("not a GPT disk: shorter than " + std::to_string(kPartitionTableBytes) +
                           " bytes");
  }
  const auto header = disk_start.subspan(kSectorSize, kSectorSize);
  if (!HasSignature(header)) {
    return std::unexpected("not a GPT disk: no `EFI PART` in block 1");
  }
  const auto table = disk_start.subspan(2 * kSectorSize, kTableBytes);
  if (!HeaderIsIntact(header) || LoadLittleEndian<std::uint64_t>(header, kTableStart) != 2 ||
      LoadLittleEndian<std::uint32_t>(header, kTableCrc) != Crc32(table)) {
    return std::unexpected("the GPT is damaged or of an unusual shape");
  }
  const auto type = std::as_bytes(std::span(kSystemPartitionType));
  for (std::size_t entry = 0; entry < kTableBytes; entry += kEntrySize) {
    if (std::ranges::equal(table.subspan(entry, type.size()), type)) {
      return LoadLittleEndian<std::uint64_t>(table, entry + 32);
    }
  }
  return std::unexpected("the disk has no EFI system partition");
}

}  // namespace starkernel::tools
