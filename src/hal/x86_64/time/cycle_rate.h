#pragma once

#include <cstdint>
#include <optional>

namespace starkernel::hal {

/// Registers of CPUID leaf 15H.
struct CrystalLeaf {
  std::uint32_t eax = 0;  ///< Denominator of the ratio.
  std::uint32_t ebx = 0;  ///< Its numerator.
  std::uint32_t ecx = 0;  ///< The core crystal clock in hertz, or 0.
};

/// The frequency of the cycle counter as the processor enumerates it: the crystal times a ratio
/// (Intel SDM volume 2, CPUID leaf 15H), exact but for the crystal; nothing where any part of it is
/// not given.
[[nodiscard]] constexpr std::optional<std::uint64_t> EnumeratedFrequency(const CrystalLeaf& leaf) {
  if (leaf.eax == 0 || leaf.ebx == 0 || leaf.ecx == 0) {
    return std::nullopt;
  }
  return std::uint64_t{leaf.ecx} * leaf.ebx / leaf.eax;
}

/// What a processor says about its cycle counter.
struct CycleCounterTraits {
  bool invariant = false;  ///< It runs at one pace in all states of the processor (leaf 80000007H).
  bool deadline = false;   ///< It can drive the timer of the local APIC (leaf 1).
  std::optional<std::uint64_t> enumerated{};  ///< Hertz, from leaf 15H.
  std::uint32_t base_mhz = 0;                 ///< Of the processor, from leaf 16H; 0 if not told.
};

}  // namespace starkernel::hal
