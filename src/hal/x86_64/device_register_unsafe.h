#pragma once

#include <cstdint>

#include "src/base/addresses.h"

namespace starkernel::hal {

/// Reads the 32-bit device register mapped uncached at `address`, a multiple of 4.
[[nodiscard]] inline std::uint32_t ReadDeviceRegister(VirtAddr address) {
  // SAFETY: the caller names a mapped register of a device it drives; volatile makes this
  // exactly one access.
  return *reinterpret_cast<const volatile std::uint32_t*>(address.value());
}

/// Writes the 32-bit device register mapped uncached at `address`, a multiple of 4.
inline void WriteDeviceRegister(VirtAddr address, std::uint32_t value) {
  // SAFETY: as above.
  *reinterpret_cast<volatile std::uint32_t*>(address.value()) = value;
}

}  // namespace starkernel::hal
