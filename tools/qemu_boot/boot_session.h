#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "tools/qemu_boot/options.h"

namespace starkernel::tools {

/// The files that qemu_boot works with, wherever they come from.
struct Installation {
  std::filesystem::path qemu_root;
  std::filesystem::path ovmf_root;
  std::filesystem::path mtools_root;
  std::filesystem::path image;           ///< Booted unless the user names another.
  std::filesystem::path kernel_elf;      ///< The image's symbols, for gdb.
  std::filesystem::path user_directory;  ///< Relative names of the user start here.
};

/// Does what the options ask for and returns the exit status of qemu_boot. Complaints go to
/// standard error. The error is one of usage: a file that is not there.
[[nodiscard]] std::expected<int, std::string> BootSession(const Options& options,
                                                          const Installation& installation);

}  // namespace starkernel::tools
