#pragma once

#include <bit>
#include <concepts>

#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/result.h"

namespace starkernel {

/// left + right, or Error::kOverflow.
template <std::integral T>
[[nodiscard]] constexpr Result<T> CheckedAdd(T left, T right) {
  T sum{};
  if (__builtin_add_overflow(left, right, &sum)) {
    return Error::kOverflow;
  }
  return sum;
}

/// left - right, or Error::kOverflow.
template <std::integral T>
[[nodiscard]] constexpr Result<T> CheckedSubtract(T left, T right) {
  T difference{};
  if (__builtin_sub_overflow(left, right, &difference)) {
    return Error::kOverflow;
  }
  return difference;
}

/// left * right, or Error::kOverflow.
template <std::integral T>
[[nodiscard]] constexpr Result<T> CheckedMultiply(T left, T right) {
  T product{};
  if (__builtin_mul_overflow(left, right, &product)) {
    return Error::kOverflow;
  }
  return product;
}

/// Converts between integer types, or Error::kOverflow if the value does not fit.
template <std::integral To, std::integral From>
[[nodiscard]] constexpr Result<To> CheckedCast(From value) {
  To converted{};
  if (__builtin_add_overflow(value, From{0}, &converted)) {
    return Error::kOverflow;
  }
  return converted;
}

/// Converts between integer types where the caller knows that the value fits; panics if not.
template <std::integral To, std::integral From>
[[nodiscard]] constexpr To NarrowOrPanic(From value) {
  To converted{};
  Require(!__builtin_add_overflow(value, From{0}, &converted), "integer conversion overflows");
  return converted;
}

/// The smallest multiple of `alignment` that is not below `value`. Panics unless `alignment` is a
/// power of two.
template <std::unsigned_integral T>
[[nodiscard]] constexpr Result<T> AlignUp(T value, T alignment) {
  Require(std::has_single_bit(alignment), "alignment is not a power of two");
  const auto mask = static_cast<T>(alignment - 1);
  const Result<T> padded = CheckedAdd<T>(value, mask);
  if (!padded.ok()) {
    return padded.error();
  }
  return static_cast<T>(padded.value() & ~mask);
}

/// The largest multiple of `alignment` that is not above `value`. Panics unless `alignment` is a
/// power of two.
template <std::unsigned_integral T>
[[nodiscard]] constexpr T AlignDown(T value, T alignment) {
  Require(std::has_single_bit(alignment), "alignment is not a power of two");
  return static_cast<T>(value & ~static_cast<T>(alignment - 1));
}

}  // namespace starkernel
