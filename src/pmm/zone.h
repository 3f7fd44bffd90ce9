#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"

namespace starkernel::pmm {

/// Parts of RAM that differ in who can reach them.
enum class Zone : std::uint8_t {
  kLow,   ///< Below 4 GiB: devices with 32-bit addresses reach it.
  kHigh,  ///< From 4 GiB up.
};
inline constexpr std::size_t kZones = 2;

/// Where the high zone begins: 4 GiB.
inline constexpr FrameNumber kFirstHighFrame{std::uint64_t{1} << 20};

/// Which frames will do.
enum class Reach : std::uint8_t {
  kAnywhere,   ///< Any; those from 4 GiB up are taken first, to spare the others.
  kBelow4GiB,  ///< Those of the low zone.
};

}  // namespace starkernel::pmm
