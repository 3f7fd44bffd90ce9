#pragma once

#include <cstdint>

#include "src/base/checked.h"
#include "src/base/quantities.h"
#include "src/base/strong_number.h"

namespace starkernel {

/// An address on the memory bus.
using PhysAddr = StrongPosition<struct PhysAddrTag, std::uint64_t, ByteCount>;

/// An address that the kernel's page tables translate.
using VirtAddr = StrongPosition<struct VirtAddrTag, std::uint64_t, ByteCount>;

/// A byte offset into a VM instance's envelope; never a machine address.
using GuestAddr = StrongPosition<struct GuestAddrTag, std::uint64_t, ByteCount>;

/// A physical 4 KiB frame: its physical address divided by the page size.
using FrameNumber = StrongPosition<struct FrameNumberTag, std::uint64_t, PageCount>;

[[nodiscard]] constexpr PhysAddr AddressOf(FrameNumber frame) {
  return PhysAddr(QuantityOrPanic(CheckedMultiply(frame.value(), kPageSize.value())));
}

/// The frame that contains `address`.
[[nodiscard]] constexpr FrameNumber FrameOf(PhysAddr address) {
  return FrameNumber(address.value() / kPageSize.value());
}

}  // namespace starkernel
