#pragma once

#include <bit>
#include <type_traits>

#include "src/base/error.h"
#include "src/base/integer.h"
#include "src/base/panic.h"
#include "src/base/result.h"

namespace starkernel {

/// left + right, or Error::kOverflow.
template <Integer T>
[[nodiscard]] constexpr Result<T> CheckedAdd(T left, T right) {
  T sum{};
  if (__builtin_add_overflow(left, right, &sum)) {
    return Error::kOverflow;
  }
  return sum;
}

/// left - right, or Error::kOverflow.
template <Integer T>
[[nodiscard]] constexpr Result<T> CheckedSubtract(T left, T right) {
  T difference{};
  if (__builtin_sub_overflow(left, right, &difference)) {
    return Error::kOverflow;
  }
  return difference;
}

/// left * right, or Error::kOverflow.
template <Integer T>
[[nodiscard]] constexpr Result<T> CheckedMultiply(T left, T right) {
  T product{};
  if (__builtin_mul_overflow(left, right, &product)) {
    return Error::kOverflow;
  }
  return product;
}

/// left / right, rounded toward zero. Error::kInvalidArgument if `right` is 0, Error::kOverflow for
/// the one quotient that does not fit: of the lowest signed number by -1.
template <Integer T>
[[nodiscard]] constexpr Result<T> CheckedDivide(T left, T right) {
  if (right == 0) {
    return Error::kInvalidArgument;
  }
  if constexpr (SignedInteger<T>) {
    if (right == -1) {
      return CheckedSubtract<T>(0, left);
    }
  }
  return static_cast<T>(left / right);
}

/// What left / right leaves, with the sign of `left`. Error::kInvalidArgument if `right` is 0.
template <Integer T>
[[nodiscard]] constexpr Result<T> CheckedModulo(T left, T right) {
  if (right == 0) {
    return Error::kInvalidArgument;
  }
  if constexpr (SignedInteger<T>) {
    if (right == -1) {  // The division could overflow, where the remainder is nothing special.
      return T{0};
    }
  }
  return static_cast<T>(left % right);
}

/// value * 2^places, or Error::kOverflow. Error::kOutOfRange if `places` is not below the width
/// of T.
template <Integer T>
[[nodiscard]] constexpr Result<T> CheckedShiftLeft(T value, unsigned places) {
  if (places >= sizeof(T) * 8) {
    return Error::kOutOfRange;
  }
  const T shifted = static_cast<T>(static_cast<std::make_unsigned_t<T>>(value) << places);
  if (static_cast<T>(shifted >> places) != value) {
    return Error::kOverflow;
  }
  return shifted;
}

/// value / 2^places, rounded toward minus infinity. Error::kOutOfRange if `places` is not below the
/// width of T.
template <Integer T>
[[nodiscard]] constexpr Result<T> CheckedShiftRight(T value, unsigned places) {
  if (places >= sizeof(T) * 8) {
    return Error::kOutOfRange;
  }
  return static_cast<T>(value >> places);
}

/// Converts between integer types, or Error::kOverflow if the value does not fit.
template <Integer To, Integer From>
[[nodiscard]] constexpr Result<To> CheckedCast(From value) {
  To converted{};
  if (__builtin_add_overflow(value, From{0}, &converted)) {
    return Error::kOverflow;
  }
  return converted;
}

/// Converts between integer types where the caller knows that the value fits; panics if not.
template <Integer To, Integer From>
[[nodiscard]] constexpr To NarrowOrPanic(From value) {
  To converted{};
  Require(!__builtin_add_overflow(value, From{0}, &converted), "integer conversion overflows");
  return converted;
}

/// Whether `value` is a multiple of `alignment`. Panics unless that is a power of two.
template <UnsignedInteger T>
[[nodiscard]] constexpr bool IsAligned(T value, T alignment) {
  Require(std::has_single_bit(alignment), "alignment is not a power of two");
  return (value & static_cast<T>(alignment - 1)) == 0;
}

/// The smallest multiple of `alignment` that is not below `value`. Panics unless `alignment` is a
/// power of two.
template <UnsignedInteger T>
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
template <UnsignedInteger T>
[[nodiscard]] constexpr T AlignDown(T value, T alignment) {
  Require(std::has_single_bit(alignment), "alignment is not a power of two");
  return static_cast<T>(value & ~static_cast<T>(alignment - 1));
}

}  // namespace starkernel
