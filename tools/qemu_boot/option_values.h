#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "tools/qemu_boot/options.h"

namespace starkernel::tools {

/// A decimal number within both bounds; the error names the option, the value and the bounds.
[[nodiscard]] std::expected<unsigned, std::string> ParseNumber(std::string_view option,
                                                               std::string_view text,
                                                               unsigned lowest, unsigned highest);

/// Guest memory in MiB, from `512`, `512M` or `2G`.
[[nodiscard]] std::expected<unsigned, std::string> ParseMemory(std::string_view text);

[[nodiscard]] std::expected<Accelerator, std::string> ParseAccelerator(std::string_view text);

/// A display back end of QEMU, with its own settings after the name.
[[nodiscard]] std::expected<std::string, std::string> ParseDisplay(std::string_view text);

/// A model of machine or processor, with settings after commas: `q35,hpet=off`. Which there are is
/// QEMU's to say; here only the form is checked.
[[nodiscard]] std::expected<std::string, std::string> ParseModel(std::string_view option,
                                                                 std::string_view text);

/// The name of a kernel error to cause. Which names there are is the kernel's to say; here only
/// the form is checked.
[[nodiscard]] std::expected<std::string, std::string> ParseDrill(std::string_view text);

/// A line of the boot configuration, `NAME VALUE`, from `NAME=VALUE`. Which options there are is
/// the kernel's to say; here only the form is checked.
[[nodiscard]] std::expected<std::string, std::string> ParseBootOption(std::string_view text);

/// A name that fits on a line of the boot configuration.
[[nodiscard]] std::expected<std::string, std::string> ParseSourceName(std::string_view option,
                                                                      std::string_view text);

}  // namespace starkernel::tools
