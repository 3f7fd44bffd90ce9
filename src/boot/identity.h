#pragma once

#include <string_view>

namespace starkernel::boot {

/// How the kernel introduces itself: the first words on the serial line after firmware's.
inline constexpr std::string_view kKernelName = "StarKernel";

/// Where the build leaves the ELF that the image is made from, for the debugger.
inline constexpr std::string_view kSymbolFile = "bazel-bin/BOOTX64.elf";

}  // namespace starkernel::boot
