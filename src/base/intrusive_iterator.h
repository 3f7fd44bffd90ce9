#pragma once

#include <cstddef>
#include <iterator>

#include "src/base/panic.h"

namespace starkernel {

// Unbound, for the whole file (other owner): elements belong to whoever linked them.

/// Stands at an element of an intrusive container, which names the element behind another by
/// `Next`; going on panics if the element has left the container meanwhile.
template <typename Container, typename T>
class IntrusiveIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = T;
  using difference_type = std::ptrdiff_t;
  using pointer = T*;
  using reference = T&;

  constexpr IntrusiveIterator() = default;

  constexpr T& operator*() const {
    Require(item_ != nullptr, "the end has no element");
    return *item_;
  }
  constexpr T* operator->() const { return &**this; }
  constexpr IntrusiveIterator& operator++() [[clang::lifetimebound]] {
    item_ = container_->Next(**this);
    return *this;
  }
  constexpr IntrusiveIterator operator++(int) {
    const IntrusiveIterator before = *this;
    ++*this;
    return before;
  }
  friend constexpr bool operator==(const IntrusiveIterator&, const IntrusiveIterator&) = default;

 private:
  friend Container;
  constexpr IntrusiveIterator(const Container* container, T* item)
      : container_(container), item_(item) {}

  const Container* container_ = nullptr;
  T* item_ = nullptr;
};

}  // namespace starkernel
