#pragma once

#include <compare>
#include <concepts>

#include "src/base/checked.h"
#include "src/base/panic.h"
#include "src/base/result.h"

namespace starkernel {

/// The value of checked quantity arithmetic; panics if it overflowed.
template <typename T>
[[nodiscard]] constexpr T QuantityOrPanic(const Result<T>& checked) {
  Require(checked.ok(), "quantity arithmetic overflows");
  return checked.value();
}

/// An integer with a meaning of its own: Tag keeps it from mixing with other integers.
/// Construction and reading are explicit; there is no arithmetic here.
template <typename Tag, std::unsigned_integral Representation>
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
template <typename Tag, std::unsigned_integral Representation>
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
  constexpr StrongCount& operator+=(StrongCount right) [[clang::lifetimebound]] {
    return *this = *this + right;
  }
  constexpr StrongCount& operator-=(StrongCount right) [[clang::lifetimebound]] {
    return *this = *this - right;
  }
};

/// A StrongNumber that is a position: positions subtract to a Distance and move by one.
template <typename Tag, std::unsigned_integral Representation, typename Distance>
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
};

}  // namespace starkernel
