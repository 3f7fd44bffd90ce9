#pragma once

#include <concepts>
#include <optional>
#include <utility>

#include "src/base/panic.h"

namespace starkernel {

/// Owns a value that must be given back exactly once, for example a range of frames or a file:
/// `GiveBack` is called with it when the owner dies, is reset or is assigned another. Moving hands
/// it on and leaves an empty owner, so nothing is given back twice; an owner may be moved to
/// itself. Made a member, it spares its class destructor and move operations of its own.
template <typename T, typename GiveBack>
  requires std::move_constructible<T> && std::invocable<const GiveBack&, const T&>
class [[nodiscard]] Owned {
 public:
  /// Owns nothing.
  constexpr Owned() = default;

  constexpr explicit Owned(T value, GiveBack give_back = {})
      : held_(std::in_place, std::move(value), std::move(give_back)) {}

  constexpr Owned(Owned&& other) noexcept : held_(std::move(other.held_)) { other.held_.reset(); }
  constexpr Owned& operator=(Owned&& other) noexcept {
    if (this != &other) {
      Reset();
      if (other.held_.has_value()) {
        held_.emplace(*std::move(other.held_));
        other.held_.reset();
      }
    }
    return *this;
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  constexpr ~Owned() { Reset(); }

  [[nodiscard]] constexpr bool empty() const { return !held_.has_value(); }

  /// What is owned; panics if nothing is.
  [[nodiscard]] constexpr const T& value() const [[clang::lifetimebound]] {
    if (!held_.has_value()) {
      Panic("use of an empty owner");
    }
    return held_->value;
  }
  [[nodiscard]] constexpr T& value() [[clang::lifetimebound]] {
    if (!held_.has_value()) {
      Panic("use of an empty owner");
    }
    return held_->value;
  }

  /// Hands the value to the caller, who now has to see that it is given back; panics if there is
  /// none.
  [[nodiscard]] constexpr T Release() {
    if (!held_.has_value()) {
      Panic("release of an empty owner");
    }
    T value = std::move(held_->value);
    held_.reset();
    return value;
  }

  /// Gives the value back now, if there is one.
  constexpr void Reset() {
    if (held_.has_value()) {
      // Empty before the call, so that whatever it leads to finds nothing to give back again.
      const Held held = *std::move(held_);
      held_.reset();
      held.give_back(held.value);
    }
  }

 private:
  struct Held {
    constexpr Held(T owned, GiveBack action)
        : value(std::move(owned)), give_back(std::move(action)) {}

    T value;
    [[no_unique_address]] GiveBack give_back;
  };

  std::optional<Held> held_;
};

}  // namespace starkernel
