#pragma once

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

/// The smallest multiple of `alignment` (a power of two) that is not below `value`.
template <std::unsigned_integral T>
[[nodiscard]] constexpr Result<T> AlignUp(T value, T alignment) {
  const Result<T> padded = CheckedAdd<T>(value, alignment - 1);
  if (!padded.ok()) {
    return padded.error();
  }
  return static_cast<T>(padded.value() & ~(alignment - 1));
}

/// The largest multiple of `alignment` (a power of two) that is not above `value`.
template <std::unsigned_integral T>
[[nodiscard]] constexpr T AlignDown(T value, T alignment) {
  return static_cast<T>(value & ~(alignment - 1));
}

}  // namespace starkernel
