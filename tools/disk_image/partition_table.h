#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

#include "tools/disk_image/disk_layout.h"

namespace starkernel::tools {

/// What precedes the partitions of a GPT disk with one EFI system partition: protective MBR,
/// header and table (UEFI specification, 5.2.3 and 5.3). Every identifier is fixed, so that the
/// same layout always gives the same bytes. To be written at block 0.
[[nodiscard]] std::vector<std::byte> PrimaryPartitionTable(const DiskLayout& layout);

/// The backup table and header that end such a disk. To be written at block
/// `BackupPartitionTableStart(layout)`.
[[nodiscard]] std::vector<std::byte> BackupPartitionTable(const DiskLayout& layout);

[[nodiscard]] constexpr std::uint64_t BackupPartitionTableStart(const DiskLayout& layout) {
  return layout.disk_size - kTableSectors - 1;
}

/// The first block of the EFI system partition of a disk that begins with these bytes. Checks
/// signatures and checksums.
[[nodiscard]] std::expected<std::uint64_t, std::string> FindSystemPartition(
    std::span<const std::byte> disk_start);

/// How many bytes of a disk FindSystemPartition has to see.
inline constexpr std::size_t kPartitionTableBytes = (2 + kTableSectors) * kSectorSize;

}  // namespace starkernel::tools
