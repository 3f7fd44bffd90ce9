#pragma once

#include <optional>

#include "src/base/wide_integer.h"
#include "src/forthvm/cell.h"

namespace starkernel::forthvm {

/// A double-cell number, unsigned or in two's complement.
using Wide = WideInteger;

/// Quotient and remainder of one division.
struct Division {
  Cell quotient = 0;
  Cell remainder = 0;
};

[[nodiscard]] constexpr Wide WideOf(Cell value) {
  return {Unsigned(value), value < 0 ? ~UCell{0} : 0};
}
[[nodiscard]] constexpr bool IsNegative(Wide value) { return Signed(value.high) < 0; }

[[nodiscard]] constexpr Wide Negate(Wide value) {
  return AddWide({~value.low, ~value.high}, {1, 0});
}
[[nodiscard]] constexpr Wide Magnitude(Wide value) {
  return IsNegative(value) ? Negate(value) : value;
}

[[nodiscard]] constexpr UCell Magnitude(Cell value) {
  return value < 0 ? UCell{0} - Unsigned(value) : Unsigned(value);
}

/// The full product of two signed cells.
[[nodiscard]] constexpr Wide MultiplySigned(Cell left, Cell right) {
  const Wide product = MultiplyWide(Magnitude(left), Magnitude(right));
  return (left < 0) != (right < 0) ? Negate(product) : product;
}

/// Unsigned division; nothing if the quotient does not fit a cell (or the divisor is zero).
[[nodiscard]] std::optional<Division> DivideUnsigned(Wide dividend, UCell divisor);

/// Division that truncates toward zero; nothing if the quotient does not fit.
[[nodiscard]] std::optional<Division> DivideSymmetric(Wide dividend, Cell divisor);

/// Division that rounds toward minus infinity; nothing if the quotient does not fit.
[[nodiscard]] std::optional<Division> DivideFloored(Wide dividend, Cell divisor);

/// Divides in place by a small divisor (not zero) and gives the remainder.
[[nodiscard]] UCell DivideBy(Wide& value, UCell divisor);

}  // namespace starkernel::forthvm
