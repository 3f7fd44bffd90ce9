#pragma once

#include <expected>
#include <type_traits>
#include <utility>

#include "src/base/error.h"
#include "src/base/error_code.h"
#include "src/base/value_slot_unsafe.h"

namespace starkernel {

/// What a Result is made of: a value or an error. Result compares which before it asks for one.
template <typename T>
class ResultState {
 public:
  template <typename U>
  constexpr explicit ResultState(std::in_place_t, U&& value)
      : state_(std::in_place, std::forward<U>(value)) {}
  constexpr explicit ResultState(Error error) : state_(std::unexpected(error)) {}

  [[nodiscard]] constexpr bool ok() const { return state_.has_value(); }
  [[nodiscard]] constexpr Error error() const { return state_.error(); }
  [[nodiscard]] constexpr T& value() [[clang::lifetimebound]] { return *state_; }
  [[nodiscard]] constexpr const T& value() const [[clang::lifetimebound]] { return *state_; }

 private:
  std::expected<T, Error> state_;
};

/// Plain data lies beside the code; with up to 8 bytes of it both are returned in registers.
template <typename T>
  requires std::is_trivially_copyable_v<T>
class ResultState<T> {
 public:
  template <typename U>
  constexpr explicit ResultState(std::in_place_t, U&& value)
      : slot_(std::in_place, std::forward<U>(value)) {}
  constexpr explicit ResultState(Error error) : code_(error) {}

  [[nodiscard]] constexpr bool ok() const { return code_.success(); }
  [[nodiscard]] constexpr Error error() const { return code_.error(); }
  // SAFETY: Result, the only user, calls these after it has seen ok(): the slot was made with a
  // value together with a code that says so, and neither changes alone.
  [[nodiscard]] constexpr T& value() [[clang::lifetimebound]] { return slot_.AssumedValue(); }
  [[nodiscard]] constexpr const T& value() const [[clang::lifetimebound]] {
    // SAFETY: as above.
    return slot_.AssumedValue();
  }

 private:
  ValueSlot<T> slot_;
  ErrorCode code_;
};

}  // namespace starkernel
