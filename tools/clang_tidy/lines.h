#pragma once

#include <cstddef>
#include <string_view>

namespace starkernel::tools {

/// The next line of `text`, which loses it, without its end.
[[nodiscard]] inline std::string_view TakeLine(std::string_view& text [[clang::lifetimebound]]) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace starkernel::tools
