#pragma once

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::hal {

/// The window onto physical memory: physical address P is seen at kWindowBase + P, from the
/// first instruction after the firmware's hand-off on.
inline constexpr VirtAddr kWindowBase{0xFFFF'8000'0000'0000U};

/// Physical addresses from here on have no place in the window.
inline constexpr ByteCount kWindowSize = GiB(64 * 1024);

/// Where envelopes of VM instances are mapped.
inline constexpr VirtAddr kEnvelopeBase{0xFFFF'C000'0000'0000U};
inline constexpr ByteCount kEnvelopeSpace = GiB(16 * 1024);

/// Where the window shows `address`, which must lie below kWindowSize.
[[nodiscard]] constexpr VirtAddr InWindow(PhysAddr address) {
  return kWindowBase + ByteCount(address.value());
}

}  // namespace starkernel::hal
