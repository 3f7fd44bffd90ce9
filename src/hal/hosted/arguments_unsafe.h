#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace starkernel::hal {

/// The arguments of main behind the program's name.
[[nodiscard]] inline std::vector<std::string_view> ProgramArguments(int count, char** values
                                                                    [[clang::lifetimebound]]) {
  std::vector<std::string_view> arguments;
  if (count <= 0) {
    return arguments;
  }
#pragma clang unsafe_buffer_usage begin
  // SAFETY: the host passes `count` strings that live as long as the program.
  const std::span<char*> all(values, static_cast<std::size_t>(count));
#pragma clang unsafe_buffer_usage end
  for (const char* argument : all.subspan(1)) {
    arguments.emplace_back(argument);
  }
  return arguments;
}

}  // namespace starkernel::hal
