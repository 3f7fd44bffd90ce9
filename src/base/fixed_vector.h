#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/result.h"

namespace starkernel {

/// A sequence of at most `Capacity` elements that lie in the vector itself. Elements that are not
/// in the sequence exist too, as `T{}`: what an element owns is given back when it leaves.
template <typename T, std::size_t Capacity>
  requires std::default_initializable<T> && std::movable<T> && (Capacity > 0)
class FixedVector {
 public:
  using value_type = T;

  constexpr FixedVector() = default;
  constexpr FixedVector(const FixedVector&) = default;
  constexpr FixedVector& operator=(const FixedVector&) = default;
  constexpr ~FixedVector() = default;

  /// A vector that was moved from is empty, unless its elements are trivially copyable: then moving
  /// is copying.
  constexpr FixedVector(FixedVector&& other) noexcept
    requires std::is_trivially_copyable_v<T>
  = default;
  constexpr FixedVector(FixedVector&& other) noexcept
      : items_(std::move(other.items_)), size_(other.size_) {
    other.Clear();
  }
  constexpr FixedVector& operator=(FixedVector&& other) noexcept
    requires std::is_trivially_copyable_v<T>
  = default;
  constexpr FixedVector& operator=(FixedVector&& other) noexcept {
    if (this != &other) {
      items_ = std::move(other.items_);
      size_ = other.size_;
      other.Clear();
    }
    return *this;
  }

  [[nodiscard]] static constexpr std::size_t capacity() { return Capacity; }
  // The bound, which holds anyway, tells the compiler that an index below the size is within the
  // array: one comparison an access, and none in a loop up to the size.
  [[nodiscard]] constexpr std::size_t size() const { return std::min(size_, Capacity); }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr bool full() const { return size_ >= Capacity; }

  /// Puts `item` behind the last. Error::kCapacity, with `item` left as it was, if the vector is
  /// full.
  constexpr Result<void> Push(T&& item) {
    if (full()) [[unlikely]] {
      return Error::kCapacity;
    }
    items_[size_] = std::move(item);
    ++size_;
    return {};
  }
  constexpr Result<void> Push(const T& item)
    requires std::copyable<T>
  {
    if (full()) [[unlikely]] {
      return Error::kCapacity;
    }
    items_[size_] = item;
    ++size_;
    return {};
  }

  /// Takes the last out; panics if there is none.
  constexpr T Pop() {
    Require(!empty(), "pop of an empty vector");
    --size_;
    return Release(items_[size_]);
  }

  /// Takes the one at `index` out and moves those behind it up, in their order; panics unless
  /// index < size().
  constexpr T Remove(std::size_t index) {
    T removed = std::move((*this)[index]);
    for (std::size_t place = index + 1; place < size_; ++place) {
      items_[place - 1] = std::move(items_[place]);
    }
    --size_;
    static_cast<void>(Release(items_[size_]));
    return removed;
  }

  constexpr void Clear() {
    if constexpr (!std::is_trivially_destructible_v<T>) {
      for (T& item : items()) {
        item = T{};
      }
    }
    size_ = 0;
  }

  /// Panics unless index < size().
  [[nodiscard]] constexpr T& operator[](std::size_t index) [[clang::lifetimebound]] {
    Require(index < size(), "vector index out of range");
    return items_[index];
  }
  [[nodiscard]] constexpr const T& operator[](std::size_t index) const [[clang::lifetimebound]] {
    Require(index < size(), "vector index out of range");
    return items_[index];
  }

  /// Panics if there is none.
  [[nodiscard]] constexpr T& back() [[clang::lifetimebound]] { return (*this)[size() - 1]; }
  [[nodiscard]] constexpr const T& back() const [[clang::lifetimebound]] {
    return (*this)[size() - 1];
  }

  /// The elements in their order.
  [[nodiscard]] constexpr std::span<T> items() [[clang::lifetimebound]] {
    return std::span<T>(items_).first(size());
  }
  [[nodiscard]] constexpr std::span<const T> items() const [[clang::lifetimebound]] {
    return std::span<const T>(items_).first(size());
  }

  [[nodiscard]] constexpr auto begin() [[clang::lifetimebound]] { return items().begin(); }
  [[nodiscard]] constexpr auto end() [[clang::lifetimebound]] { return items().end(); }
  [[nodiscard]] constexpr auto begin() const [[clang::lifetimebound]] { return items().begin(); }
  [[nodiscard]] constexpr auto end() const [[clang::lifetimebound]] { return items().end(); }

 private:
  /// Empties a place that is no longer in the sequence.
  [[nodiscard]] static constexpr T Release(T& place) {
    if constexpr (std::is_trivially_destructible_v<T>) {
      return place;
    } else {
      return std::exchange(place, T{});
    }
  }

  std::array<T, Capacity> items_{};
  std::size_t size_ = 0;
};

}  // namespace starkernel
