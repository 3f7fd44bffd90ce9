#pragma once

#include <cstdint>

namespace starkernel::hal {

/// Vectors of interrupts from outside. Their upper half is their priority: a higher number comes
/// first (Intel SDM volume 3, 11.8.3.1).
inline constexpr std::uint8_t kFirstFreeVector = 0x20;
/// And 63 more: that of interrupt line 0 to 63, the first 16 of which are the ISA interrupts.
inline constexpr std::uint8_t kIsaVectors = 0x30;
inline constexpr std::uint8_t kSelfVector = 0xEF;  ///< A processor sends it to itself, to measure.
inline constexpr std::uint8_t kTimerVector = 0xF0;
inline constexpr std::uint8_t kErrorVector = 0xFE;
inline constexpr std::uint8_t kSpuriousVector = 0xFF;

}  // namespace starkernel::hal
