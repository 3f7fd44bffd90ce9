#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/error.h"
#include "src/base/result.h"

namespace starkernel {

/// The little-endian integer at `offset` of `bytes`; Error::kOutOfRange if it does not lie
/// wholly inside. Needs no alignment.
template <std::unsigned_integral T>
[[nodiscard]] constexpr Result<T> ReadLittleEndian(std::span<const std::byte> bytes,
                                                   std::uint64_t offset) {
  if (offset > bytes.size() || bytes.size() - offset < sizeof(T)) {
    return Error::kOutOfRange;
  }
  std::uint64_t value = 0;
  for (std::size_t index = sizeof(T); index > 0; --index) {
    value = (value << 8U) | std::to_integer<std::uint64_t>(bytes[offset + index - 1]);
  }
  return static_cast<T>(value);
}

/// Stores `value` at `offset` of `bytes`, least significant byte first; Error::kOutOfRange,
/// with nothing written, if it does not fit.
template <std::unsigned_integral T>
[[nodiscard]] constexpr Result<void> WriteLittleEndian(std::span<std::byte> bytes,
                                                       std::uint64_t offset, T value) {
  if (offset > bytes.size() || bytes.size() - offset < sizeof(T)) {
    return Error::kOutOfRange;
  }
  const std::uint64_t wide = value;
  for (std::size_t index = 0; index < sizeof(T); ++index) {
    bytes[offset + index] = static_cast<std::byte>(wide >> (8U * index));
  }
  return {};
}

}  // namespace starkernel
