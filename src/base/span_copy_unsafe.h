#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <type_traits>

#include "src/base/panic.h"

namespace starkernel {

/// Copies all of `source` to the beginning of `target`, which gets what the source held however
/// they overlap. Panics if the target is smaller.
template <typename T>
  requires std::is_trivially_copyable_v<T>
constexpr void CopyInto(std::span<T> target, std::type_identity_t<std::span<const T>> source) {
  Require(source.size() <= target.size(), "a copy that does not fit its target");
  // SAFETY: both spans' owners vouch for their bounds, and the source's size is within the target's
  // by the line above; bytes of these types may be copied one by one.
  __builtin_memmove(target.data(), source.data(), source.size_bytes());
}

/// Moves the first `count` elements of `items` behind the others, in order. Panics if there are
/// fewer.
template <typename T>
constexpr void RotateLeft(std::span<T> items, std::size_t count) {
  Require(count <= items.size(), "a rotation by more than there is");
  // SAFETY: the new first element is one of these, or the end, by the line above.
  std::ranges::rotate(items, items.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace starkernel
