#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace starkernel::forthvm {

/// The same storage seen as characters.
[[nodiscard]] inline std::span<char> AsCharacters(std::span<std::byte> bytes
                                                  [[clang::lifetimebound]]) {
  // SAFETY: char may alias any object and has the size and alignment of std::byte, so the
  // new span covers exactly the storage of the old one.
#pragma clang unsafe_buffer_usage begin
  return {reinterpret_cast<char*>(bytes.data()), bytes.size()};
#pragma clang unsafe_buffer_usage end
}

/// The same storage seen as text.
[[nodiscard]] inline std::string_view AsText(std::span<const std::byte> bytes
                                             [[clang::lifetimebound]]) {
  // SAFETY: as above; the text is read only.
#pragma clang unsafe_buffer_usage begin
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
#pragma clang unsafe_buffer_usage end
}

}  // namespace starkernel::forthvm
