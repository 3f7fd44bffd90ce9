#pragma once

#include <string>
#include <vector>

namespace starkernel::elf2efi {

/// The arguments after the program's name. `argc` and `argv` are those of main.
[[nodiscard]] std::vector<std::string> CommandLineArguments(int argc, char** argv);

}  // namespace starkernel::elf2efi
