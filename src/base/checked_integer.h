#pragma once

#include <compare>
#include <concepts>

#include "src/base/checked.h"
#include "src/base/integer.h"
#include "src/base/panic.h"
#include "src/base/result.h"

namespace starkernel {

/// A plain integer whose arithmetic panics instead of wrapping, dividing by zero or shifting
/// bits out: for numbers of the kernel itself that have no stronger type. What comes from outside
/// goes through the functions of checked.h, whose errors are values. Operands are of the same T,
/// or constants that fit it.
template <Integer T>
class CheckedInteger {
 public:
  using representation = T;

  constexpr CheckedInteger() = default;

  // Implicit on purpose, from exactly T: nothing can be lost.
  constexpr explicit(false) CheckedInteger(std::same_as<T> auto value) : value_(value) {}

  // And from a constant of any type that fits; another one does not compile.
  template <Integer Other>
    requires(!std::same_as<Other, T>)
  consteval explicit(false) CheckedInteger(Other value) : value_(NarrowOrPanic<T>(value)) {}

  [[nodiscard]] constexpr T value() const { return value_; }

  friend constexpr auto operator<=>(CheckedInteger, CheckedInteger) = default;

  friend constexpr CheckedInteger operator+(CheckedInteger left, CheckedInteger right) {
    return OrPanic(CheckedAdd(left.value_, right.value_));
  }
  friend constexpr CheckedInteger operator-(CheckedInteger left, CheckedInteger right) {
    return OrPanic(CheckedSubtract(left.value_, right.value_));
  }
  friend constexpr CheckedInteger operator*(CheckedInteger left, CheckedInteger right) {
    return OrPanic(CheckedMultiply(left.value_, right.value_));
  }
  friend constexpr CheckedInteger operator/(CheckedInteger left, CheckedInteger right) {
    return OrPanic(CheckedDivide(left.value_, right.value_));
  }
  friend constexpr CheckedInteger operator%(CheckedInteger left, CheckedInteger right) {
    return OrPanic(CheckedModulo(left.value_, right.value_));
  }
  friend constexpr CheckedInteger operator<<(CheckedInteger left, unsigned places) {
    return OrPanic(CheckedShiftLeft(left.value_, places));
  }
  friend constexpr CheckedInteger operator>>(CheckedInteger left, unsigned places) {
    return OrPanic(CheckedShiftRight(left.value_, places));
  }
  friend constexpr CheckedInteger operator-(CheckedInteger number)
    requires SignedInteger<T>
  {
    return OrPanic(CheckedSubtract<T>(0, number.value_));
  }

  constexpr CheckedInteger& operator+=(CheckedInteger right) [[clang::lifetimebound]] {
    return *this = *this + right;
  }
  constexpr CheckedInteger& operator-=(CheckedInteger right) [[clang::lifetimebound]] {
    return *this = *this - right;
  }
  constexpr CheckedInteger& operator*=(CheckedInteger right) [[clang::lifetimebound]] {
    return *this = *this * right;
  }
  constexpr CheckedInteger& operator++() [[clang::lifetimebound]] { return *this = *this + T{1}; }
  constexpr CheckedInteger& operator--() [[clang::lifetimebound]] { return *this = *this - T{1}; }

 private:
  [[nodiscard]] static constexpr CheckedInteger OrPanic(const Result<T>& result) {
    Require(result.ok(), "checked arithmetic has no result");
    return result.value();
  }

  T value_ = 0;
};

}  // namespace starkernel
