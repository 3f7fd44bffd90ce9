#pragma once

#include <compare>
#include <concepts>
#include <limits>

#include "src/base/integer.h"

namespace starkernel {

/// left + right, or the bound of T that it lies beyond.
template <Integer T>
[[nodiscard]] constexpr T SaturatingAdd(T left, T right) {
  T sum{};
  if (!__builtin_add_overflow(left, right, &sum)) {
    return sum;
  }
  return left < 0 ? std::numeric_limits<T>::min() : std::numeric_limits<T>::max();
}

/// left - right, or the bound of T that it lies beyond.
template <Integer T>
[[nodiscard]] constexpr T SaturatingSubtract(T left, T right) {
  T difference{};
  if (!__builtin_sub_overflow(left, right, &difference)) {
    return difference;
  }
  return left < right ? std::numeric_limits<T>::min() : std::numeric_limits<T>::max();
}

/// left * right, or the bound of T that it lies beyond.
template <Integer T>
[[nodiscard]] constexpr T SaturatingMultiply(T left, T right) {
  T product{};
  if (!__builtin_mul_overflow(left, right, &product)) {
    return product;
  }
  return (left < 0) != (right < 0) ? std::numeric_limits<T>::min() : std::numeric_limits<T>::max();
}

/// The value of `value` in T, or the bound of T that it lies beyond.
template <Integer To, Integer From>
[[nodiscard]] constexpr To SaturatingCast(From value) {
  To converted{};
  if (!__builtin_add_overflow(value, From{0}, &converted)) {
    return converted;
  }
  return value < 0 ? std::numeric_limits<To>::min() : std::numeric_limits<To>::max();
}

/// An integer whose arithmetic stops at its bounds: for tallies and for what guest code makes
/// arbitrarily large, where neither wrapping nor a panic will do.
template <Integer T>
class Saturating {
 public:
  using representation = T;

  constexpr Saturating() = default;
  constexpr explicit Saturating(std::same_as<T> auto value) : value_(value) {}

  [[nodiscard]] constexpr T value() const { return value_; }

  /// Whether it lies at its upper bound, and so may stand for any larger number.
  [[nodiscard]] constexpr bool at_most() const { return value_ == std::numeric_limits<T>::max(); }

  friend constexpr auto operator<=>(Saturating, Saturating) = default;

  friend constexpr Saturating operator+(Saturating left, Saturating right) {
    return Saturating(SaturatingAdd(left.value_, right.value_));
  }
  friend constexpr Saturating operator-(Saturating left, Saturating right) {
    return Saturating(SaturatingSubtract(left.value_, right.value_));
  }
  friend constexpr Saturating operator*(Saturating left, Saturating right) {
    return Saturating(SaturatingMultiply(left.value_, right.value_));
  }
  constexpr Saturating& operator+=(Saturating right) [[clang::lifetimebound]] {
    return *this = *this + right;
  }
  constexpr Saturating& operator-=(Saturating right) [[clang::lifetimebound]] {
    return *this = *this - right;
  }
  constexpr Saturating& operator++() [[clang::lifetimebound]] {
    return *this = *this + Saturating(T{1});
  }

 private:
  T value_ = 0;
};

}  // namespace starkernel
