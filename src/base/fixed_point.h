#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>

#include "src/base/checked.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/base/rounding.h"
#include "src/base/saturating.h"
#include "src/base/wide_integer.h"

namespace starkernel {

/// A signed number in units of 1/65536, from -2^47 to just below 2^47 (Q48.16): fractions without
/// floating point, the same on every machine to the last bit.
///
/// Sums and differences are exact. Products and quotients are rounded as asked, to the nearest
/// number unless told otherwise. As with all numbers of this library operators panic where a result
/// does not fit; Checked... return the error instead, and Saturating... the bound, for what guest
/// code makes arbitrarily large.
class FixedPoint {
 public:
  static constexpr unsigned kFractionBits = 16;
  static constexpr std::int64_t kOne = 1 << kFractionBits;

  constexpr FixedPoint() = default;

  /// `units` times 1/65536.
  [[nodiscard]] static constexpr FixedPoint FromUnits(std::int64_t units) {
    return FixedPoint(units);
  }
  /// Error::kOverflow unless -2^47 <= whole < 2^47.
  [[nodiscard]] static constexpr Result<FixedPoint> FromWhole(std::int64_t whole) {
    return Wrap(CheckedMultiply(whole, kOne));
  }
  /// dividend / divisor. Error::kInvalidArgument if `divisor` is 0, Error::kOverflow.
  [[nodiscard]] static constexpr Result<FixedPoint> FromRatio(
      std::int64_t dividend, std::int64_t divisor, Rounding rounding = Rounding::kNearest) {
    return Scale(dividend, kOne, divisor, rounding);
  }

  [[nodiscard]] constexpr std::int64_t units() const { return units_; }
  [[nodiscard]] constexpr bool IsNegative() const { return units_ < 0; }

  /// The whole number that `rounding` leads to.
  [[nodiscard]] constexpr std::int64_t ToWhole(Rounding rounding = Rounding::kNearest) const {
    const std::int64_t below = units_ >> kFractionBits;
    const auto remainder = static_cast<std::uint64_t>(units_ - below * kOne);
    // The floor is the lower one whatever the sign, so the number counts as not negative.
    const bool up = RoundsAwayFromZero(static_cast<std::uint64_t>(below), remainder,
                                       std::uint64_t{kOne}, false, rounding);
    return up ? below + 1 : below;
  }

  friend constexpr auto operator<=>(FixedPoint, FixedPoint) = default;

  [[nodiscard]] friend constexpr Result<FixedPoint> CheckedAdd(FixedPoint left, FixedPoint right) {
    return Wrap(CheckedAdd<std::int64_t>(left.units_, right.units_));
  }
  [[nodiscard]] friend constexpr Result<FixedPoint> CheckedSubtract(FixedPoint left,
                                                                    FixedPoint right) {
    return Wrap(CheckedSubtract<std::int64_t>(left.units_, right.units_));
  }
  [[nodiscard]] friend constexpr Result<FixedPoint> CheckedMultiply(
      FixedPoint left, FixedPoint right, Rounding rounding = Rounding::kNearest) {
    return Scale(left.units_, right.units_, kOne, rounding);
  }
  /// Error::kInvalidArgument if `right` is 0, Error::kOverflow.
  [[nodiscard]] friend constexpr Result<FixedPoint> CheckedDivide(
      FixedPoint left, FixedPoint right, Rounding rounding = Rounding::kNearest) {
    return Scale(left.units_, kOne, right.units_, rounding);
  }

  [[nodiscard]] friend constexpr FixedPoint SaturatingAdd(FixedPoint left, FixedPoint right) {
    return FixedPoint(SaturatingAdd<std::int64_t>(left.units_, right.units_));
  }
  [[nodiscard]] friend constexpr FixedPoint SaturatingSubtract(FixedPoint left, FixedPoint right) {
    return FixedPoint(SaturatingSubtract<std::int64_t>(left.units_, right.units_));
  }
  [[nodiscard]] friend constexpr FixedPoint SaturatingMultiply(
      FixedPoint left, FixedPoint right, Rounding rounding = Rounding::kNearest) {
    const Result<FixedPoint> product = CheckedMultiply(left, right, rounding);
    if (product.ok()) {
      return product.value();
    }
    using Limits = std::numeric_limits<std::int64_t>;
    return FixedPoint(left.IsNegative() != right.IsNegative() ? Limits::min() : Limits::max());
  }

  friend constexpr FixedPoint operator+(FixedPoint left, FixedPoint right) {
    return OrPanic(CheckedAdd(left, right));
  }
  friend constexpr FixedPoint operator-(FixedPoint left, FixedPoint right) {
    return OrPanic(CheckedSubtract(left, right));
  }
  friend constexpr FixedPoint operator-(FixedPoint number) { return FixedPoint() - number; }
  friend constexpr FixedPoint operator*(FixedPoint left, FixedPoint right) {
    return OrPanic(CheckedMultiply(left, right));
  }
  friend constexpr FixedPoint operator/(FixedPoint left, FixedPoint right) {
    return OrPanic(CheckedDivide(left, right));
  }

 private:
  constexpr explicit FixedPoint(std::same_as<std::int64_t> auto units) : units_(units) {}

  [[nodiscard]] static constexpr Result<FixedPoint> Wrap(const Result<std::int64_t>& units) {
    return units.ok() ? Result<FixedPoint>(FixedPoint(units.value())) : units.error();
  }
  [[nodiscard]] static constexpr FixedPoint OrPanic(const Result<FixedPoint>& result) {
    Require(result.ok(), "fixed-point arithmetic has no result");
    return result.value();
  }
  [[nodiscard]] static constexpr std::uint64_t Magnitude(std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    return number < 0 ? 0 - bits : bits;
  }
  /// left * right / divisor with all bits of the product.
  [[nodiscard]] static constexpr Result<FixedPoint> Scale(std::int64_t left, std::int64_t right,
                                                          std::int64_t divisor, Rounding rounding) {
    const std::uint64_t magnitude = Magnitude(divisor);
    const Result<WideDivision> division =
        DivideWide(MultiplyWide(Magnitude(left), Magnitude(right)), magnitude);
    if (!division.ok()) {
      return division.error();
    }
    const bool negative = ((left < 0) != (right < 0)) != (divisor < 0);
    const auto [quotient, remainder] = division.value();
    const bool away = RoundsAwayFromZero(quotient, remainder, magnitude, negative, rounding);
    const std::uint64_t rounded = away ? SaturatingAdd<std::uint64_t>(quotient, 1) : quotient;
    constexpr std::uint64_t kLowest = std::uint64_t{1} << 63U;
    if (rounded > (negative ? kLowest : kLowest - 1)) {
      return Error::kOverflow;
    }
    return FixedPoint(static_cast<std::int64_t>(negative ? 0 - rounded : rounded));
  }

  std::int64_t units_ = 0;
};

}  // namespace starkernel
