#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::tools {

/// Stores `value` at `offset` with its lowest byte first. The place has to lie in `bytes`.
template <std::unsigned_integral T>
constexpr void StoreLittleEndian(std::span<std::byte> bytes, std::size_t offset, T value) {
  for (std::byte& byte : bytes.subspan(offset, sizeof(T))) {
    byte = static_cast<std::byte>(value & 0xFFU);
    value = static_cast<T>(static_cast<std::uint64_t>(value) >> 8U);
  }
}

/// The value stored at `offset` with its lowest byte first.
template <std::unsigned_integral T>
[[nodiscard]] constexpr T LoadLittleEndian(std::span<const std::byte> bytes, std::size_t offset) {
  std::uint64_t value = 0;
  unsigned shift = 0;
  for (const std::byte byte : bytes.subspan(offset, sizeof(T))) {
    value |= std::to_integer<std::uint64_t>(byte) << shift;
    shift += 8;
  }
  return static_cast<T>(value);
}

}  // namespace starkernel::tools
