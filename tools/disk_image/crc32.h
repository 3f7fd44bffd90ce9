#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::tools {

/// The CRC-32 of GPT headers and tables: reflected polynomial 0xEDB88320, initial value and
/// final inversion of all ones (UEFI specification, 5.3.2; ISO 3309).
[[nodiscard]] constexpr std::uint32_t Crc32(std::span<const std::byte> bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const std::byte byte : bytes) {
    crc ^= std::to_integer<std::uint32_t>(byte);
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc & 1U) != 0 ? (crc >> 1U) ^ 0xEDB88320U : crc >> 1U;
    }
  }
  return ~crc;
}

}  // namespace starkernel::tools
