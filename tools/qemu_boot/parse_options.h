#pragma once

#include <expected>
#include <span>
#include <string>

#include "tools/qemu_boot/options.h"

namespace starkernel::tools {

/// Reads the command line. The error names the bad value and what would be accepted.
[[nodiscard]] std::expected<Options, std::string> ParseOptions(
    std::span<const std::string> arguments);

}  // namespace starkernel::tools
