#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/little_endian.h"

namespace starkernel::heap {

/// What the first word of a free block says: that it is free. It depends on the address, so that
/// copied memory does not say so too.
[[nodiscard]] constexpr std::uint64_t MarkOf(PhysAddr address) {
  return 0xF4EE'B10C'F4EE'B10CU ^ address.value();
}

/// Whether a block bears the mark. One in use does so by chance only.
[[nodiscard]] inline bool HasMark(std::span<const std::byte> bytes, PhysAddr address) {
  return ReadLittleEndian<std::uint64_t>(bytes, 0).value() == MarkOf(address);
}

inline void SetMark(std::span<std::byte> bytes, PhysAddr address) {
  WriteLittleEndian(bytes, 0, MarkOf(address)).value();
}

}  // namespace starkernel::heap
