#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tools/qemu_boot/options.h"

namespace starkernel::tools {

/// The files a machine consists of.
struct MachineFiles {
  std::filesystem::path qemu_root;      ///< Extracted packages of QEMU.
  std::filesystem::path firmware_code;  ///< Read only.
  std::filesystem::path firmware_vars;  ///< The machine's own copy: the firmware writes to it.
  std::filesystem::path disk;           ///< The machine's own copy.
  std::filesystem::path temp;           ///< For QEMU's own temporary files.
  std::filesystem::path monitor{};      ///< Empty, or the socket of another monitor.
  std::filesystem::path trace{};        ///< Empty, or the file for what was executed.
};

/// The arguments for qemu-system-x86_64: a PC with the disk, the serial line on standard
/// input and output, the debug-exit device, a control monitor on descriptor 3, and nothing that
/// costs time. A reset ends QEMU.
[[nodiscard]] std::vector<std::string> QemuArguments(const Options& options,
                                                     Accelerator accelerator,
                                                     const MachineFiles& files);

/// The whole environment of QEMU: where its modules and temporary files are.
[[nodiscard]] std::vector<std::string> QemuEnvironment(const MachineFiles& files);

/// A value inside a comma-separated argument of QEMU: commas are doubled.
[[nodiscard]] std::string EscapeCommas(std::string_view text);

}  // namespace starkernel::tools
