#pragma once

#include <cstdint>

namespace starkernel::tools {

/// Bytes in a logical block of the disks made and read here.
inline constexpr std::uint64_t kSectorSize = 512;

/// Blocks of a GPT partition table of 128 entries of 128 bytes.
inline constexpr std::uint64_t kTableSectors = 32;

/// Where things lie on a disk of ours. All figures are blocks.
struct DiskLayout {
  std::uint64_t partition_start = 2048;   ///< At 1 MiB, as every partitioning tool aligns.
  std::uint64_t partition_size = 131072;  ///< 64 MiB: enough clusters of one block for FAT32.
  std::uint64_t disk_size = 2048 + 131072 + 2048;

  [[nodiscard]] constexpr std::uint64_t partition_offset_bytes() const {
    return partition_start * kSectorSize;
  }
  [[nodiscard]] constexpr std::uint64_t disk_bytes() const { return disk_size * kSectorSize; }
};

}  // namespace starkernel::tools
