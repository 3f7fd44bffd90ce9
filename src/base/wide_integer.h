#pragma once

#include <bit>
#include <compare>
#include <cstdint>

#include "src/base/error.h"
#include "src/base/result.h"

namespace starkernel {

/// An unsigned number of 128 bits as two halves. The compiler's own has no division on bare metal,
/// where no run-time library is linked.
struct WideInteger {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  friend constexpr bool operator==(WideInteger, WideInteger) = default;
};

/// The full product.
[[nodiscard]] constexpr WideInteger MultiplyWide(std::uint64_t left, std::uint64_t right) {
  __extension__ using Product = unsigned __int128;
  const Product product = static_cast<Product>(left) * right;
  return {static_cast<std::uint64_t>(product), static_cast<std::uint64_t>(product >> 64U)};
}

/// The sum modulo 2^128.
[[nodiscard]] constexpr WideInteger AddWide(WideInteger left, WideInteger right) {
  const std::uint64_t low = left.low + right.low;
  return {low, left.high + right.high + (low < left.low ? 1U : 0U)};
}

/// Quotient, rounded down, and remainder of one division.
struct WideDivision {
  std::uint64_t quotient = 0;
  std::uint64_t remainder = 0;
};

namespace wide_integer_internal {

inline constexpr std::uint64_t kHalf = std::uint64_t{1} << 32U;

/// One digit, of 32 bits, of a long division (Knuth, The Art of Computer Programming volume 2,
/// 4.3.1, algorithm D): what `remainder` * 2^32 + `next` divided by `divisor` is. `divisor` has its
/// highest bit set and is above `remainder`, so that the guess from its upper half is at most 2 too
/// large.
[[nodiscard]] constexpr WideDivision DivideDigit(std::uint64_t remainder, std::uint64_t next,
                                                 std::uint64_t divisor) {
  const std::uint64_t upper = divisor >> 32U;
  const std::uint64_t lower = divisor & (kHalf - 1);
  std::uint64_t digit = remainder / upper;
  std::uint64_t rest = remainder % upper;
  while (digit >= kHalf || digit * lower > ((rest << 32U) | next)) {
    --digit;
    rest += upper;
    if (rest >= kHalf) {
      break;
    }
  }
  // Modulo 2^64 on the way, but the difference fits.
  return {digit, (remainder << 32U) + next - digit * divisor};
}

}  // namespace wide_integer_internal

/// `dividend` / `divisor`. Error::kInvalidArgument if `divisor` is 0, Error::kOverflow if the
/// quotient needs more than 64 bits.
[[nodiscard]] constexpr Result<WideDivision> DivideWide(WideInteger dividend,
                                                        std::uint64_t divisor) {
  if (divisor == 0) {
    return Error::kInvalidArgument;
  }
  if (dividend.high >= divisor) {
    return Error::kOverflow;
  }
  if (dividend.high == 0) {
    return WideDivision{dividend.low / divisor, dividend.low % divisor};
  }
  // Both are shifted until the divisor's highest bit is set: the quotient stays the same.
  const auto shift = static_cast<unsigned>(std::countl_zero(divisor));
  const std::uint64_t normal = divisor << shift;
  const std::uint64_t spill = shift == 0 ? 0 : dividend.low >> (64U - shift);
  const std::uint64_t low = dividend.low << shift;
  const WideDivision upper =
      wide_integer_internal::DivideDigit((dividend.high << shift) | spill, low >> 32U, normal);
  const WideDivision lower = wide_integer_internal::DivideDigit(
      upper.remainder, low & (wide_integer_internal::kHalf - 1), normal);
  return WideDivision{(upper.quotient << 32U) | lower.quotient, lower.remainder >> shift};
}

}  // namespace starkernel
