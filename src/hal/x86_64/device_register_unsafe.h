#pragma once

#include <cstdint>

#include "src/base/addresses.h"

namespace starkernel::hal {

/// Reads the device register of type Word, an unsigned integer, mapped uncached at `address`, a
/// multiple of its size.
template <typename Word>
[[nodiscard]] inline Word ReadRegisterOf(VirtAddr address) {
  // SAFETY: the caller names a mapped register of a device it drives; volatile makes this
  // exactly one access.
  return *reinterpret_cast<const volatile Word*>(address.value());
}

/// Writes one in the same way.
template <typename Word>
inline void WriteRegisterOf(VirtAddr address, Word value) {
  // SAFETY: as above.
  *reinterpret_cast<volatile Word*>(address.value()) = value;
}

/// Reads the 32-bit device register mapped uncached at `address`, a multiple of 4.
[[nodiscard]] inline std::uint32_t ReadDeviceRegister(VirtAddr address) {
  return ReadRegisterOf<std::uint32_t>(address);
}

/// Writes the 32-bit device register mapped uncached at `address`, a multiple of 4.
inline void WriteDeviceRegister(VirtAddr address, std::uint32_t value) {
  WriteRegisterOf(address, value);
}

}  // namespace starkernel::hal
