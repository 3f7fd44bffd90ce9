#pragma once

#include <concepts>
#include <utility>

#include "src/base/panic.h"
#include "src/base/typestate_annotations.h"

namespace starkernel {

/// Holds a value that may be taken out once: a token for what may be done once. Distinct payload
/// types make distinct tokens. The compiler rejects a second Take of a variable or parameter
/// (-Wconsumed); where it cannot follow the token (in a member, through a reference whose state
/// was not declared), the second Take panics. Dropping a token unused is allowed. Hand one on by
/// value, with std::move.
template <std::move_constructible T>
class SK_CONSUMABLE(unconsumed) [[nodiscard]] OneShot {
 public:
  constexpr explicit OneShot(T value) SK_RETURN_TYPESTATE(unconsumed) : value_(std::move(value)) {}

  /// Moving leaves `other` used.
  constexpr OneShot(OneShot&& other) noexcept
      : value_(std::move(other.value_)), used_(std::exchange(other.used_, true)) {}
  OneShot& operator=(OneShot&&) = delete;
  OneShot(const OneShot&) = delete;
  OneShot& operator=(const OneShot&) = delete;
  constexpr ~OneShot() = default;

  /// The value, for the only time; panics the second time.
  [[nodiscard]] constexpr T Take() SK_CALLABLE_WHEN("unconsumed") SK_SET_TYPESTATE(consumed) {
    Require(!used_, "a one-shot token is used twice");
    used_ = true;
    return std::move(value_);
  }

  /// Whether the value can still be taken; for tokens that the compiler lost sight of.
  [[nodiscard]] constexpr bool usable() const SK_TEST_TYPESTATE(unconsumed) { return !used_; }

 private:
  T value_;
  bool used_ = false;
};

}  // namespace starkernel
