#pragma once

#include <string>

namespace starkernel::elf2efi {

/// The source form of a name mangled by the Itanium C++ ABI; the name itself if it is not one.
[[nodiscard]] std::string Demangle(const std::string& name);

}  // namespace starkernel::elf2efi
