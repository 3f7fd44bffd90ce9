#pragma once

#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "tools/qemu_boot/options.h"

namespace starkernel::tools {

/// What a boot medium is made of.
struct BootMediumParts {
  std::filesystem::path mtools_root;
  std::filesystem::path image;        ///< EFI application or GPT disk image; never changed.
  std::filesystem::path source_base;  ///< Relative source names start here.
  std::span<const SourceFile> sources;
  std::string_view drill;
  std::span<const std::string> options;  ///< Lines of the boot configuration.
  bool exit_port = true;                 ///< The machine has QEMU's debug-exit device.
};

/// Makes a disk in `directory` that boots the image with the sources and the boot configuration
/// added, and returns its path.
[[nodiscard]] std::expected<std::filesystem::path, std::string> MakeBootMedium(
    const BootMediumParts& parts, const std::filesystem::path& directory);

/// Whether the file begins like a PE executable, as every EFI application does.
[[nodiscard]] bool IsEfiApplication(const std::filesystem::path& file);

}  // namespace starkernel::tools
