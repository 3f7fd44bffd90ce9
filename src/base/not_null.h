#pragma once

#include <compare>
#include <cstddef>
#include <type_traits>

#include "src/base/panic.h"

namespace starkernel {

/// A pointer that points to something: checked once, when it is made, and never again. Unlike a
/// reference it can be assigned and kept in containers. Owns nothing.
template <typename Pointer>
  requires std::is_pointer_v<Pointer>
class NotNull {
 public:
  using element_type = std::remove_pointer_t<Pointer>;

  /// Panics if `pointer` is null.
  constexpr explicit NotNull(Pointer pointer) : pointer_(pointer) {
    Require(pointer != nullptr, "a pointer that must not be null is null");
  }
  /// The address of an object, which outlives this, is never null.
  constexpr explicit(false) NotNull(element_type& object [[clang::lifetimebound]])
      : pointer_(&object) {}
  NotNull(std::nullptr_t) = delete;

  /// From a pointer to a derived or less const type.
  template <typename Other>
    requires(!std::is_same_v<Other, Pointer> && std::is_convertible_v<Other, Pointer>)
  constexpr explicit(false) NotNull(NotNull<Other> other) : pointer_(other.get()) {}

  [[nodiscard]] constexpr Pointer get() const { return pointer_; }
  // Unbound (other owner): the object is not owned by those who refer to it.
  [[nodiscard]] constexpr element_type& operator*() const { return *pointer_; }
  constexpr Pointer operator->() const { return pointer_; }

  friend constexpr bool operator==(NotNull, NotNull) = default;

 private:
  Pointer pointer_;
};

}  // namespace starkernel
