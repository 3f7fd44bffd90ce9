#pragma once

#include <type_traits>
#include <utility>

namespace starkernel {

/// A place for a T that holds one or nothing, and does not know which: Result does. Nothing is
/// written where nothing is held, so an error costs no more than its code.
template <typename T>
  requires std::is_trivially_copyable_v<T>
class ValueSlot {
 public:
  constexpr ValueSlot() : nothing_() {}
  template <typename U>
  constexpr explicit ValueSlot(std::in_place_t, U&& value) : value_(std::forward<U>(value)) {}

  /// The value; the caller knows that the slot was made with one.
  [[nodiscard]] constexpr T& AssumedValue() [[clang::lifetimebound]] { return value_; }
  [[nodiscard]] constexpr const T& AssumedValue() const [[clang::lifetimebound]] { return value_; }

 private:
  struct Nothing {};

  // SAFETY: a trivially copyable T has a trivial destructor, so the slot is copied and ended
  // without knowing what it holds. Only Result can name a slot (Bazel's visibility), and asks for
  // the value after it has compared the code beside it, which is set together with the slot and
  // never changed alone.
  union {
    Nothing nothing_;
    T value_;
  };
};

}  // namespace starkernel
