#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "src/base/little_endian.h"

namespace starkernel::elf2efi {

/// Appends `value` to `bytes`, least significant byte first.
template <std::unsigned_integral T>
void Append(std::vector<std::byte>& bytes, T value) {
  const std::size_t offset = bytes.size();
  bytes.resize(offset + sizeof(T));
  WriteLittleEndian<T>(bytes, offset, value).value();
}

/// `value` rounded up to a multiple of `unit`, a power of two.
[[nodiscard]] constexpr std::uint32_t RoundUp(std::uint32_t value, std::uint32_t unit) {
  return (value + unit - 1) & ~(unit - 1);
}

/// Appends zeros until the size is a multiple of `unit`, a power of two.
inline void PadTo(std::vector<std::byte>& bytes, std::size_t unit) {
  bytes.resize((bytes.size() + unit - 1) & ~(unit - 1));
}

}  // namespace starkernel::elf2efi
