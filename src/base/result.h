#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include "src/base/error.h"
#include "src/base/error_code.h"
#include "src/base/panic.h"
#include "src/base/result_state.h"

namespace starkernel {

/// A value of type T, or the Error that explains why there is none. Dropping one is a
/// compile error; reading the wrong side of one panics.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // Implicit on purpose: `return value;` and `return Error::kNotFound;` both read well. Numbers
  // are taken by value, so that one that does not fit is a conversion warning at the caller.
  constexpr explicit(false) Result(T value)
    requires std::is_arithmetic_v<T>
      : state_(std::in_place, value) {}
  template <typename U = T>
    requires(!std::is_arithmetic_v<T> && std::convertible_to<U &&, T> &&
             !std::same_as<std::remove_cvref_t<U>, Result> &&
             !std::same_as<std::remove_cvref_t<U>, Error>)
  constexpr explicit(false) Result(U&& value) : state_(std::in_place, std::forward<U>(value)) {}
  constexpr explicit(false) Result(Error error) : state_(error) {}

  [[nodiscard]] constexpr bool ok() const { return state_.ok(); }

  /// The value; panics if there is none.
  [[nodiscard]] constexpr T& value() & [[clang::lifetimebound]] {
    Require(ok(), "Result::value() of an error");
    return state_.value();
  }
  [[nodiscard]] constexpr const T& value() const& [[clang::lifetimebound]] {
    Require(ok(), "Result::value() of an error");
    return state_.value();
  }
  [[nodiscard]] constexpr T value() && {
    Require(ok(), "Result::value() of an error");
    return std::move(state_.value());
  }

  /// The error; panics if there is a value.
  [[nodiscard]] constexpr Error error() const {
    Require(!ok(), "Result::error() of a value");
    return state_.error();
  }

 private:
  ResultState<T> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  constexpr Result() = default;
  constexpr explicit(false) Result(Error error) : code_(error) {}

  [[nodiscard]] constexpr bool ok() const { return code_.success(); }

  /// Panics if this is an error; for symmetry with Result<T> in TRY.
  constexpr void value() const { Require(ok(), "Result::value() of an error"); }

  [[nodiscard]] constexpr Error error() const {
    Require(!ok(), "Result::error() of a value");
    return code_.error();
  }

 private:
  ErrorCode code_;
};

}  // namespace starkernel

/// Evaluates to the value of a Result, or returns its Error from the enclosing function. May be
/// nested. The early return keeps it out of constant evaluation where there is an error.
#define TRY(...) STARKERNEL_TRY_COUNTED(__COUNTER__, (__VA_ARGS__))

// A name of its own for each use, so that a TRY inside the expression of another shadows nothing.
#define STARKERNEL_TRY_COUNTED(counter, expression) STARKERNEL_TRY_NUMBER(counter, expression)
#define STARKERNEL_TRY_NUMBER(counter, expression) \
  STARKERNEL_TRY_NAMED(try_result_##counter, expression)
#define STARKERNEL_TRY_NAMED(name, expression) \
  ({                                           \
    auto name = expression;                    \
    if (!name.ok()) [[unlikely]] {             \
      return name.error();                     \
    }                                          \
    std::move(name).value();                   \
  })
