#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

#include "src/base/panic.h"

namespace starkernel::heap {

/// Constructs a T at the start of `bytes`, which must be large and aligned enough (else panics)
/// and hold no live object. The caller destroys it before the bytes go.
template <typename T, typename... Arguments>
[[nodiscard]] T& ConstructIn(std::span<std::byte> bytes [[clang::lifetimebound]],
                             Arguments&&... arguments) {
  Require(bytes.size() >= sizeof(T), "object does not fit its memory");
#pragma clang unsafe_buffer_usage begin
  // SAFETY: size and alignment are checked, and the caller says that nothing lives there.
  Require(reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(T) == 0, "object is misaligned");
  return *std::construct_at(reinterpret_cast<T*>(bytes.data()),
                            std::forward<Arguments>(arguments)...);
#pragma clang unsafe_buffer_usage end
}

/// Value-initialises `count` objects in a row at the start of `bytes`, which must be all zeros.
/// Conditions as above.
template <typename T>
[[nodiscard]] std::span<T> ConstructArrayIn(std::span<std::byte> bytes [[clang::lifetimebound]],
                                            std::size_t count) {
  Require(count <= bytes.size() / sizeof(T), "objects do not fit their memory");
#pragma clang unsafe_buffer_usage begin
  // SAFETY: size and alignment are checked, and the caller says that nothing lives there. A
  // trivially constructible T begins its life implicitly in an array of bytes, and all zero bits
  // are what value initialisation gives it (on x86_64 null pointers and zeros are zero bits; a
  // pointer to a data member is excluded).
  Require(reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(T) == 0,
          "objects are misaligned");
  T* const first = reinterpret_cast<T*>(bytes.data());
  if constexpr (!std::is_trivially_default_constructible_v<T> || std::is_member_pointer_v<T> ||
                !std::is_trivially_destructible_v<T>) {
    std::uninitialized_value_construct_n(first, count);
  }
  return std::span<T>(first, count);
#pragma clang unsafe_buffer_usage end
}

/// Ends the life of an object that was constructed above. It is not used again.
template <typename T>
void EndLife(T& object) {
  // SAFETY: the caller owns the object, which lives, and gives it up.
  std::destroy_at(&object);
}

}  // namespace starkernel::heap
