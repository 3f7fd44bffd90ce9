#include "src/forthvm/wide.h"

#include <optional>

#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/base/wide_integer.h"
#include "src/forthvm/cell.h"

namespace starkernel::forthvm {
namespace {

constexpr unsigned kCellBits = 64;

/// Gives a quotient's magnitude its sign, if it then fits.
std::optional<Cell> WithSign(UCell magnitude, bool negative) {
  const UCell limit = UCell{1} << (kCellBits - 1);
  if (magnitude > (negative ? limit : limit - 1)) {
    return std::nullopt;
  }
  return Signed(negative ? UCell{0} - magnitude : magnitude);
}

}  // namespace

std::optional<Division> DivideUnsigned(Wide dividend, UCell divisor) {
  const Result<WideDivision> division = DivideWide(dividend, divisor);
  if (!division.ok()) {
    return std::nullopt;
  }
  return Division{Signed(division.value().quotient), Signed(division.value().remainder)};
}

std::optional<Division> DivideSymmetric(Wide dividend, Cell divisor) {
  const std::optional<Division> magnitudes =
      DivideUnsigned(Magnitude(dividend), Magnitude(divisor));
  if (!magnitudes) {
    return std::nullopt;
  }
  const std::optional<Cell> quotient =
      WithSign(Unsigned(magnitudes->quotient), IsNegative(dividend) != (divisor < 0));
  if (!quotient) {
    return std::nullopt;
  }
  // A remainder is smaller than a divisor's magnitude, so its negation is exact.
  const UCell remainder = Unsigned(magnitudes->remainder);
  return Division{*quotient, Signed(IsNegative(dividend) ? UCell{0} - remainder : remainder)};
}

std::optional<Division> DivideFloored(Wide dividend, Cell divisor) {
  const bool adjust_sign = IsNegative(dividend) != (divisor < 0);
  if (!adjust_sign) {
    return DivideSymmetric(dividend, divisor);
  }
  const std::optional<Division> magnitudes =
      DivideUnsigned(Magnitude(dividend), Magnitude(divisor));
  if (!magnitudes) {
    return std::nullopt;
  }
  const UCell remainder = Unsigned(magnitudes->remainder);
  UCell quotient = Unsigned(magnitudes->quotient);
  if (remainder != 0 && ++quotient == 0) {
    return std::nullopt;
  }
  const std::optional<Cell> negative_quotient = WithSign(quotient, true);
  if (!negative_quotient) {
    return std::nullopt;
  }
  const UCell signed_remainder = IsNegative(dividend) ? UCell{0} - remainder : remainder;
  return Division{*negative_quotient,
                  Signed(remainder == 0 ? 0 : signed_remainder + Unsigned(divisor))};
}

UCell DivideBy(Wide& value, UCell divisor) {
  const UCell high_remainder = value.high % divisor;
  value.high /= divisor;
  // The high part is smaller than the divisor, so this quotient fits.
  const std::optional<Division> low = DivideUnsigned({value.low, high_remainder}, divisor);
  if (!low.has_value()) {
    Panic("a quotient of a smaller high part does not fit");
  }
  value.low = Unsigned(low->quotient);
  return Unsigned(low->remainder);
}

}  // namespace starkernel::forthvm
