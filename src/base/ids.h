#pragma once

#include <cstdint>

#include "src/base/strong_number.h"

namespace starkernel {

/// Identifies a VM instance: a place of the table of VM instances in the low half, and in the high
/// half how often that place was used before. Never an address and never given out twice. VM[0]
/// is 0.
using VmId = StrongNumber<struct VmIdTag, std::uint64_t>;

/// VM[0], which is there from the beginning: the operator types to it, and whatever others have, it
/// finds room for what it does.
inline constexpr VmId kPrimordialVm{0};

/// The id of no VM instance.
inline constexpr VmId kNoVm{~std::uint64_t{0}};

[[nodiscard]] constexpr VmId MakeVmId(std::uint32_t place, std::uint32_t generation) {
  return VmId(std::uint64_t{generation} << 32U | place);
}
[[nodiscard]] constexpr std::uint32_t PlaceOf(VmId id) {
  return static_cast<std::uint32_t>(id.value());
}
[[nodiscard]] constexpr std::uint32_t GenerationOf(VmId id) {
  return static_cast<std::uint32_t>(id.value() >> 32U);
}

/// Identifies a word of one VM instance: its creation index, never reused. It is also the
/// word's execution token.
using WordId = StrongNumber<struct WordIdTag, std::uint32_t>;

}  // namespace starkernel
