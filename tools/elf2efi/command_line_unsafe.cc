#include "tools/elf2efi/command_line_unsafe.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace starkernel::elf2efi {

std::vector<std::string> CommandLineArguments(int argc, char** argv) {
#pragma clang unsafe_buffer_usage begin
  // SAFETY: argv has argc elements, each a NUL-terminated string, for the whole of main (C++
  // standard, [basic.start.main]).
  const std::span<char*> all(argv, static_cast<std::size_t>(argc));
#pragma clang unsafe_buffer_usage end
  if (all.empty()) {
    return {};
  }
  const std::span<char*> arguments = all.subspan(1);
  return {arguments.begin(), arguments.end()};
}

}  // namespace starkernel::elf2efi
