#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "src/base/fixed_string.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_options.h"

namespace starkernel::boot {

/// The longest command line.
inline constexpr std::size_t kLongestCommandLine = 512;
using CommandLine = FixedString<kLongestCommandLine>;

/// The text in an image's load options (EFI_LOADED_IMAGE_PROTOCOL, UEFI specification 2.10, 9.1):
/// UTF-16, which a shell ends with a NUL. Empty if they are anything but printable ASCII, since
/// boot managers leave data of their own there, or longer than kLongestCommandLine.
[[nodiscard]] CommandLine DecodeLoadOptions(std::span<const std::byte> load_options);

/// Sets the options on a command line: words NAME=VALUE, see SetOption. A shell puts the image's
/// name first: a first word without `=` is left out. Each word that cannot be understood is
/// reported on `complaints` and changes nothing.
void ApplyCommandLine(std::string_view line, BootOptions& options, TextWriter& complaints);

}  // namespace starkernel::boot
