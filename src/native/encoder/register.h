#pragma once

#include <cstdint>

namespace starkernel::native {

/// The general registers, all 64 bits of them, as instructions number them (Intel SDM, volume 2,
/// table 2-8).
enum class Register : std::uint8_t {
  kRax,
  kRcx,
  kRdx,
  kRbx,
  kRsp,
  kRbp,
  kRsi,
  kRdi,
  kR8,
  kR9,
  kR10,
  kR11,
  kR12,
  kR13,
  kR14,
  kR15,
};

/// What flags can say, as instructions number it (volume 1, appendix B).
enum class Condition : std::uint8_t {
  kBelow = 2,  ///< Unsigned; also: a carry.
  kAboveOrEqual,
  kEqual,
  kUnequal,
  kBelowOrEqual,
  kAbove,
  kNegative,
  kNotNegative,
  kLess = 12,  ///< Signed.
  kGreaterOrEqual,
  kLessOrEqual,
  kGreater,
};

[[nodiscard]] constexpr Condition Opposite(Condition condition) {
  return static_cast<Condition>(static_cast<unsigned>(condition) ^ 1U);
}
/// What holds of right and left when `condition` holds of left and right.
[[nodiscard]] constexpr Condition Mirrored(Condition condition) {
  switch (condition) {
    case Condition::kBelow: return Condition::kAbove;
    case Condition::kAbove: return Condition::kBelow;
    case Condition::kBelowOrEqual: return Condition::kAboveOrEqual;
    case Condition::kAboveOrEqual: return Condition::kBelowOrEqual;
    case Condition::kLess: return Condition::kGreater;
    case Condition::kGreater: return Condition::kLess;
    case Condition::kLessOrEqual: return Condition::kGreaterOrEqual;
    case Condition::kGreaterOrEqual: return Condition::kLessOrEqual;
    case Condition::kEqual:
    case Condition::kUnequal:
    case Condition::kNegative:
    case Condition::kNotNegative: break;
  }
  return condition;
}

/// Memory at a distance from what a register holds.
struct At {
  Register base{};
  std::int32_t offset = 0;
};

/// Memory at a distance from the sum of two registers, the second of which is not rsp; it may be
/// scaled by a power of two up to 8.
struct AtSum {
  Register base{};
  Register index{};
  std::int32_t offset = 0;
  std::uint8_t scale = 0;  ///< The exponent.
};

}  // namespace starkernel::native
