#pragma once

#include <array>
#include <cstdint>

namespace starkernel::boot::uefi {

// Types of the Unified Extensible Firmware Interface (UEFI specification 2.10, 2.3.1), only as
// far as the boot stage uses them. Firmware calls use the Microsoft x64 convention (2.3.4.2).

/// 0 is success, a set top bit an error.
using Status = std::uint64_t;
inline constexpr Status kErrorBit = Status{1} << 63U;
inline constexpr Status kUnsupported = kErrorBit | 3U;
inline constexpr Status kBufferTooSmall = kErrorBit | 5U;
inline constexpr Status kOutOfResources = kErrorBit | 9U;

[[nodiscard]] constexpr bool Failed(Status status) { return (status & kErrorBit) != 0; }

using Handle = void*;

struct Guid {
  std::uint32_t data1 = 0;
  std::uint16_t data2 = 0;
  std::uint16_t data3 = 0;
  std::array<std::uint8_t, 8> data4{};

  friend constexpr bool operator==(const Guid&, const Guid&) = default;
};

struct TableHeader {
  std::uint64_t signature = 0;
  std::uint32_t revision = 0;
  std::uint32_t header_size = 0;
  std::uint32_t crc32 = 0;
  std::uint32_t reserved = 0;
};

/// A member that the boot stage never uses.
using Unused = void*;

}  // namespace starkernel::boot::uefi
