#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace starkernel::tools {

/// The arguments of `main` after the program's name.
[[nodiscard]] inline std::vector<std::string> CommandLine(int count, char** values) {
#pragma clang unsafe_buffer_usage begin
  // SAFETY: the C++ standard (basic.start.main) promises `count` valid strings at `values`.
  const std::span<char*> all(values, static_cast<std::size_t>(count));
#pragma clang unsafe_buffer_usage end
  if (all.empty()) {
    return {};
  }
  const std::span<char*> after = all.subspan(1);
  return {after.begin(), after.end()};
}

/// The name the program was started by, or an empty string.
[[nodiscard]] inline std::string ProgramName(int count, char** values) {
  return count > 0 ? std::string(*values) : std::string();
}

}  // namespace starkernel::tools
