#include "src/base/fixed_point_text.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <system_error>

#include "src/base/checked.h"
#include "src/base/error.h"
#include "src/base/fixed_point.h"
#include "src/base/multiply_divide.h"
#include "src/base/result.h"
#include "src/base/rounding.h"
#include "src/base/text_writer.h"

namespace starkernel {
namespace {

constexpr std::uint64_t kOne = FixedPoint::kOne;
constexpr std::size_t kMostFractionDigits = 19;  // 10^19 is the highest power below 2^64.

Result<std::uint64_t> ReadDigits(std::string_view digits) {
  std::uint64_t value = 0;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos || digits.empty()) {
    return Error::kInvalidArgument;
  }
  if (std::from_chars(digits.begin(), digits.end(), value).ec != std::errc()) {
    return Error::kOverflow;
  }
  return value;
}

// 0.`digits` in units of 1/65536, rounded; it may round to a whole.
Result<std::uint64_t> ReadFraction(std::string_view digits) {
  if (digits.size() > kMostFractionDigits) {
    return Error::kInvalidArgument;
  }
  const std::uint64_t numerator = TRY(ReadDigits(digits));
  std::uint64_t denominator = 1;
  for (std::size_t digit = 0; digit < digits.size(); ++digit) {
    denominator *= 10;
  }
  return MultiplyDivide(numerator, kOne, denominator, Rounding::kNearest);
}

}  // namespace

void FormatValue(TextWriter& writer, FixedPoint number) {
  const auto bits = static_cast<std::uint64_t>(number.units());
  const std::uint64_t magnitude = number.IsNegative() ? 0 - bits : bits;
  if (number.IsNegative()) {
    writer.Character('-');
  }
  writer.Decimal(magnitude / kOne);
  std::uint64_t fraction = magnitude % kOne;
  if (fraction == 0) {
    return;
  }
  writer.Character('.');
  // Every digit takes a factor of 2 out of the denominator 2^16: there are at most 16.
  while (fraction != 0) {
    fraction *= 10;
    writer.Decimal(fraction / kOne);
    fraction %= kOne;
  }
}

Result<FixedPoint> ReadFixedPoint(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) {
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  const std::uint64_t whole = TRY(ReadDigits(text.substr(0, point)));
  std::uint64_t units = TRY(CheckedMultiply(whole, kOne));
  if (point != std::string_view::npos) {
    const std::uint64_t fraction = TRY(ReadFraction(text.substr(point + 1)));
    units = TRY(CheckedAdd(units, fraction));
  }
  constexpr std::uint64_t kLowest = std::uint64_t{1} << 63U;
  if (units > (negative ? kLowest : kLowest - 1)) {
    return Error::kOverflow;
  }
  return FixedPoint::FromUnits(static_cast<std::int64_t>(negative ? 0 - units : units));
}

}  // namespace starkernel
