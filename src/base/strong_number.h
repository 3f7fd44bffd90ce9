#pragma once

#include <compare>

#include "src/base/checked.h"
#include "src/base/integer.h"
#include "src/base/panic.h"
#include "src/base/result.h"

namespace starkernel {

/// The value of checked quantity arithmetic; panics if there is none.
template <typename T>
[[nodiscard]] constexpr T QuantityOrPanic(const Result<T>& checked) {
  Require(checked.ok(), "quantity arithmetic overflows");
  return checked.value();
}

/// An integer with a meaning of its own: Tag keeps it from mixing with other integers.
/// Construction and reading are explicit; there is no arithmetic here.
template <typename Tag, Integer Representation>
class StrongNumber {
 public:
  using representation = Representation;

  constexpr StrongNumber() = default;
  constexpr explicit StrongNumber(Representation value) : value_(value) {}

  [[nodiscard]] constexpr Representation value() const { return value_; }

  friend constexpr auto operator<=>(StrongNumber, StrongNumber) = default;

 private:
  Representation value_ = 0;
};

/// A StrongNumber that counts something: two of a kind add and subtract, overflow panics.
template <typename Tag, Integer Representation>
class StrongCount : public StrongNumber<Tag, Representation> {
 public:
  using StrongNumber<Tag, Representation>::StrongNumber;

  friend constexpr auto operator<=>(StrongCount, StrongCount) = default;

  friend constexpr StrongCount operator+(StrongCount left, StrongCount right) {
    return StrongCount(QuantityOrPanic(CheckedAdd(left.value(), right.value())));
  }
  friend constexpr StrongCount operator-(StrongCount left, StrongCount right) {
    return StrongCount(QuantityOrPanic(CheckedSubtract(left.value(), right.value())));
  }
  friend constexpr StrongCount operator*(StrongCount left, Representation factor) {
    return StrongCount(QuantityOrPanic(CheckedMultiply(left.value(), factor)));
  }
  friend constexpr StrongCount operator/(StrongCount left, Representation divisor) {
    return StrongCount(QuantityOrPanic(CheckedDivide(left.value(), divisor)));
  }
  /// How often `right` goes into `left`, and what then remains.
  friend constexpr Representation operator/(StrongCount left, StrongCount right) {
    return QuantityOrPanic(CheckedDivide(left.value(), right.value()));
  }
  friend constexpr StrongCount operator%(StrongCount left, StrongCount right) {
    return StrongCount(QuantityOrPanic(CheckedModulo(left.value(), right.value())));
  }
  friend constexpr StrongCount operator-(StrongCount count)
    requires SignedInteger<Representation>
  {
    return StrongCount() - count;
  }
  constexpr StrongCount& operator+=(StrongCount right) [[clang::lifetimebound]] {
    return *this = *this + right;
  }
  constexpr StrongCount& operator-=(StrongCount right) [[clang::lifetimebound]] {
    return *this = *this - right;
  }

  /// The sum, or Error::kOverflow: for numbers that come from outside.
  [[nodiscard]] friend constexpr Result<StrongCount> CheckedAdd(StrongCount left,
                                                                StrongCount right) {
    return StrongCount(TRY(CheckedAdd<Representation>(left.value(), right.value())));
  }
  /// The product, or Error::kOverflow.
  [[nodiscard]] friend constexpr Result<StrongCount> CheckedMultiply(StrongCount left,
                                                                     Representation factor) {
    return StrongCount(TRY(CheckedMultiply<Representation>(left.value(), factor)));
  }
  /// Whether the count is a multiple of `unit`, a power of two.
  [[nodiscard]] friend constexpr bool IsAligned(StrongCount count, StrongCount unit) {
    return IsAligned<Representation>(count.value(), unit.value());
  }
};

/// A StrongNumber that is a position: positions subtract to a Distance and move by one.
template <typename Tag, Integer Representation, typename Distance>
class StrongPosition : public StrongNumber<Tag, Representation> {
 public:
  using StrongNumber<Tag, Representation>::StrongNumber;
  using distance = Distance;

  friend constexpr auto operator<=>(StrongPosition, StrongPosition) = default;

  friend constexpr StrongPosition operator+(StrongPosition left, Distance right) {
    return StrongPosition(QuantityOrPanic(CheckedAdd(left.value(), right.value())));
  }
  friend constexpr StrongPosition operator-(StrongPosition left, Distance right) {
    return StrongPosition(QuantityOrPanic(CheckedSubtract(left.value(), right.value())));
  }
  friend constexpr Distance operator-(StrongPosition left, StrongPosition right) {
    return Distance(QuantityOrPanic(CheckedSubtract(left.value(), right.value())));
  }
  constexpr StrongPosition& operator+=(Distance right) [[clang::lifetimebound]] {
    return *this = *this + right;
  }
  constexpr StrongPosition& operator-=(Distance right) [[clang::lifetimebound]] {
    return *this = *this - right;
  }

  /// The position `right` further on, or Error::kOverflow: for numbers that come from outside.
  [[nodiscard]] friend constexpr Result<StrongPosition> CheckedAdd(StrongPosition left,
                                                                   Distance right) {
    return StrongPosition(TRY(CheckedAdd<Representation>(left.value(), right.value())));
  }
  /// Whether the position is a multiple of `unit`, a power of two.
  [[nodiscard]] friend constexpr bool IsAligned(StrongPosition position, Distance unit) {
    return IsAligned<Representation>(position.value(), unit.value());
  }
  /// The first multiple of `unit` not below the position, or Error::kOverflow.
  [[nodiscard]] friend constexpr Result<StrongPosition> AlignUp(StrongPosition position,
                                                                Distance unit) {
    return StrongPosition(TRY(AlignUp<Representation>(position.value(), unit.value())));
  }
  /// The last multiple of `unit` not above the position.
  [[nodiscard]] friend constexpr StrongPosition AlignDown(StrongPosition position, Distance unit) {
    return StrongPosition(AlignDown<Representation>(position.value(), unit.value()));
  }
};

}  // namespace starkernel
