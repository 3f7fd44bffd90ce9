#pragma once

#include <cstdint>

namespace starkernel {

/// What becomes of a result between two numbers that can be represented.
enum class Rounding : std::uint8_t {
  kDown,     ///< The lower one: toward minus infinity.
  kUp,       ///< The higher one: toward plus infinity.
  kNearest,  ///< The nearer one; halfway between them the even one, so that errors cancel out.
};

/// Whether a magnitude that was cut to `quotient` and left `remainder` (below `divisor`) over is to
/// be one larger. `negative` says that the number is below zero.
[[nodiscard]] constexpr bool RoundsAwayFromZero(std::uint64_t quotient, std::uint64_t remainder,
                                                std::uint64_t divisor, bool negative,
                                                Rounding rounding) {
  switch (rounding) {
    case Rounding::kDown: return negative && remainder != 0;
    case Rounding::kUp: return !negative && remainder != 0;
    case Rounding::kNearest: break;
  }
  const std::uint64_t missing = divisor - remainder;
  return remainder > missing || (remainder == missing && quotient % 2 == 1);
}

}  // namespace starkernel
