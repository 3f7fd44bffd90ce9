#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starkernel::tools {

/// A file for an EFI system partition.
struct PartitionFile {
  std::string path;              ///< In the partition: `EFI/BOOT/BOOTX64.EFI`, ASCII.
  std::filesystem::path source;  ///< On this machine.
};

/// The FAT file system of an EFI system partition inside a disk image, written with the mtools
/// of an extracted package tree. The same calls always give the same bytes: serial number and
/// time stamps are fixed, and nothing is taken from the machine's own mtools settings.
class SystemPartition {
 public:
  /// `offset` is the partition's first byte in `image`.
  SystemPartition(std::filesystem::path mtools_root, const std::filesystem::path& image,
                  std::uint64_t offset);

  /// Writes an empty FAT32 of `sectors` blocks of 512 bytes.
  [[nodiscard]] std::expected<void, std::string> Format(std::uint64_t sectors) const;

  /// Makes the missing directories and writes the files in their order; a file of the same name
  /// is replaced.
  [[nodiscard]] std::expected<void, std::string> Add(std::span<const PartitionFile> files) const;

 private:
  [[nodiscard]] std::expected<void, std::string> Run(std::string_view program,
                                                     std::span<const std::string> arguments) const;

  std::filesystem::path mtools_root_;
  std::string place_;  ///< As mtools names it: `IMAGE@@OFFSET`.
};

/// The directories that have to exist for a path, outermost first: `EFI`, `EFI/BOOT`.
[[nodiscard]] std::vector<std::string> ParentDirectories(std::string_view path);

/// An explanation if `path` cannot be a path in the partition.
[[nodiscard]] std::expected<void, std::string> CheckPartitionPath(std::string_view path);

}  // namespace starkernel::tools
