#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "tools/hermetic_tool/file_descriptor.h"
#include "tools/qemu_boot/options.h"

namespace starkernel::tools {

/// Whether the files that the options name can be read and are of the right kind. Relative names
/// start at `base`. The error names option and file.
[[nodiscard]] std::expected<void, std::string> CheckUserFiles(const Options& options,
                                                              const std::filesystem::path& base);

/// The log that the options ask for, open for writing and empty; no descriptor if they ask for
/// none.
[[nodiscard]] std::expected<FileDescriptor, std::string> OpenUserLog(
    const Options& options, const std::filesystem::path& base);

}  // namespace starkernel::tools
