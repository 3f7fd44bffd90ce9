#pragma once

#include <cstddef>
#include <span>

#include "src/base/panic.h"

namespace starkernel::forthvm {

/// A stack in storage owned by somebody else, which must outlive it. Reading below the
/// bottom or pushing beyond the capacity panics: callers check first.
template <typename T>
class BoundedStack {
 public:
  explicit BoundedStack(std::span<T> storage) : items_(storage) {}

  [[nodiscard]] std::size_t depth() const { return depth_; }
  [[nodiscard]] std::size_t capacity() const { return items_.size(); }
  [[nodiscard]] bool full() const { return depth_ == items_.size(); }
  [[nodiscard]] bool empty() const { return depth_ == 0; }

  /// Whether `in` items are there and, once they are gone, room for `out` is.
  [[nodiscard]] bool HasItems(std::size_t in) const { return depth_ >= in; }
  [[nodiscard]] bool HasRoom(std::size_t in, std::size_t out) const {
    return depth_ - in + out <= items_.size();
  }

  void Push(const T& item) {
    items_[depth_] = item;
    ++depth_;
  }
  T Pop() {
    --depth_;
    return items_[depth_];
  }
  /// The same for large items: one more, to be set, and the top, until another is pushed.
  [[nodiscard]] T& PushUnset() [[clang::lifetimebound]] { return items_[depth_++]; }
  [[nodiscard]] const T& Pull() [[clang::lifetimebound]] { return items_[--depth_]; }

  /// The item `below` places under the top.
  [[nodiscard]] T& Top(std::size_t below = 0) [[clang::lifetimebound]] {
    return items_[depth_ - 1 - below];
  }
  [[nodiscard]] const T& Top(std::size_t below = 0) const [[clang::lifetimebound]] {
    return items_[depth_ - 1 - below];
  }

  /// Goes on in other storage that holds the same items.
  void Use(std::span<T> storage) {
    Require(depth_ <= storage.size(), "a stack is moved to where it does not fit");
    items_ = storage;
  }

  void Drop(std::size_t count = 1) { SetDepth(depth_ - count); }

  /// Drops items or brings back what lies above the top: a THROW restores depths this way.
  void SetDepth(std::size_t depth) {
    Require(depth <= items_.size(), "stack depth beyond its capacity");
    depth_ = depth;
  }

  /// All there is room for, for the fast engine.
  [[nodiscard]] std::span<T> storage() const [[clang::lifetimebound]] { return items_; }

  /// The items, bottom first.
  [[nodiscard]] std::span<T> items() [[clang::lifetimebound]] { return items_.first(depth_); }
  [[nodiscard]] std::span<const T> items() const [[clang::lifetimebound]] {
    return items_.first(depth_);
  }

 private:
  std::span<T> items_;
  std::size_t depth_ = 0;
};

}  // namespace starkernel::forthvm
