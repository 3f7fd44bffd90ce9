#pragma once

#include <cstddef>
#include <string_view>

namespace starkernel::forthvm {

/// How far a line of a file goes. Lines end with LF or CR LF, the last one perhaps with neither.
struct LineEnd {
  std::size_t length = 0;   ///< Without the end.
  std::size_t taken = 0;    ///< With it.
  bool is_complete = true;  ///< False: the line is longer than the limit, which is the length.
};

/// The most characters that a line's end has.
inline constexpr std::size_t kLongestLineEnd = 2;

/// The line that `text` begins with, at most `limit` characters of it. `text` is what the file
/// holds from there on, up to limit + kLongestLineEnd characters.
[[nodiscard]] constexpr LineEnd FindLineEnd(std::string_view text, std::size_t limit) {
  const std::size_t newline = text.find('\n');
  std::size_t length = newline == std::string_view::npos ? text.size() : newline;
  const std::size_t taken = newline == std::string_view::npos ? length : length + 1;
  if (newline != std::string_view::npos && length > 0 && text[length - 1] == '\r') {
    --length;
  }
  if (length > limit) {
    return {.length = limit, .taken = limit, .is_complete = false};
  }
  return {.length = length, .taken = taken};
}

}  // namespace starkernel::forthvm
