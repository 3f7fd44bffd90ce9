#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <span>
#include <string>

#include "tools/disk_image/system_partition.h"

namespace starkernel::tools {

/// Makes `output` a sparse GPT disk whose EFI system partition holds the files. The same files
/// always give the same bytes.
[[nodiscard]] std::expected<void, std::string> WriteDiskImage(
    const std::filesystem::path& mtools_root, const std::filesystem::path& output,
    std::span<const PartitionFile> files);

/// The first byte of the EFI system partition of a GPT disk image.
[[nodiscard]] std::expected<std::uint64_t, std::string> SystemPartitionOffset(
    const std::filesystem::path& image);

/// Adds files to the EFI system partition of a GPT disk image, wherever it lies.
[[nodiscard]] std::expected<void, std::string> AddToDiskImage(
    const std::filesystem::path& mtools_root, const std::filesystem::path& image,
    std::span<const PartitionFile> files);

/// Makes `copy` equal to `original` without filling its holes.
[[nodiscard]] std::expected<void, std::string> CopySparsely(const std::filesystem::path& original,
                                                            const std::filesystem::path& copy);

}  // namespace starkernel::tools
