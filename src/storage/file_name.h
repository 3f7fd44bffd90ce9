#pragma once

#include <cstddef>
#include <string_view>

namespace starkernel::storage {

/// The most bytes in a file's name.
inline constexpr std::size_t kLongestFileName = 255;

/// The name without "./" in front of it, which leads nowhere.
[[nodiscard]] constexpr std::string_view WithoutHere(std::string_view name
                                                     [[clang::lifetimebound]]) {
  while (name.starts_with("./")) {
    name.remove_prefix(2);
  }
  return name;
}

/// Whether the text may name a file: 1 to kLongestFileName bytes without control characters; parts
/// between slashes are neither empty nor "." nor "..", so that a name leads nowhere but down.
[[nodiscard]] constexpr bool IsFileName(std::string_view name) {
  if (name.empty() || name.size() > kLongestFileName) {
    return false;
  }
  for (const char character : name) {
    const auto code = static_cast<unsigned char>(character);
    if (code < 0x20 || code == 0x7f) {
      return false;
    }
  }
  bool is_last = false;
  while (!is_last) {
    const std::size_t slash = name.find('/');
    const std::string_view part = name.substr(0, slash);
    if (part.empty() || part == "." || part == "..") {
      return false;
    }
    is_last = slash == std::string_view::npos;
    name = is_last ? name : name.substr(slash + 1);
  }
  return true;
}

}  // namespace starkernel::storage
