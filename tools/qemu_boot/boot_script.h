#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "tools/qemu_boot/options.h"

namespace starkernel::tools {

/// Where the kernel's UEFI stage looks for its configuration and modules.
inline constexpr std::string_view kBootDirectory = "starkernel";
inline constexpr std::string_view kBootScriptName = "boot.txt";

/// The 8.3 name under which the source of that index is stored: `M000.FS`, `M001.FS` ...
[[nodiscard]] std::string StoredName(std::size_t index);

/// The boot configuration: one line for each source (`run STORED NAME` or `load STORED NAME`, in
/// order), `exit-port 0xf4` if there is one, `drill KIND` if there is one, and the options.
[[nodiscard]] std::string BootScript(std::span<const SourceFile> sources, std::string_view drill,
                                     bool exit_port, std::span<const std::string> options = {});

}  // namespace starkernel::tools
