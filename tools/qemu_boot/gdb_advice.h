#pragma once

#include <filesystem>
#include <string>

namespace starkernel::tools {

/// What to type to debug the kernel that waits on `port`.
[[nodiscard]] std::string GdbAdvice(unsigned port, const std::filesystem::path& kernel_elf);

}  // namespace starkernel::tools
