#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace starkernel::console {

/// Whether `byte` is the second or a later byte of a UTF-8 code point.
[[nodiscard]] constexpr bool IsContinuationByte(char byte) {
  return (static_cast<std::uint8_t>(byte) & 0xC0U) == 0x80U;
}

/// The terminal columns that well-formed UTF-8 `text` takes: one for each code point.
[[nodiscard]] constexpr std::size_t Columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return !IsContinuationByte(byte); }));
}

}  // namespace starkernel::console
