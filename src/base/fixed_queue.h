#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/result.h"

namespace starkernel {

/// At most `Capacity` elements that leave in the order they came in, for one owner; see spsc_ring.h
/// and mpmc_ring.h for what several share. Places that are free hold `T{}`: what an element owns is
/// given back when it leaves. A queue stays where it was made.
template <typename T, std::size_t Capacity>
  requires std::default_initializable<T> && std::movable<T> && (Capacity > 0)
class FixedQueue {
 public:
  using value_type = T;

  constexpr FixedQueue() = default;
  FixedQueue(const FixedQueue&) = delete;
  FixedQueue& operator=(const FixedQueue&) = delete;
  constexpr ~FixedQueue() = default;

  [[nodiscard]] static constexpr std::size_t capacity() { return Capacity; }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr bool full() const { return size_ >= Capacity; }

  /// Puts `item` behind the others. Error::kCapacity, with `item` left as it was, if the queue is
  /// full.
  constexpr Result<void> Push(T&& item) {
    if (full()) [[unlikely]] {
      return Error::kCapacity;
    }
    items_[(first_ + size_) % Capacity] = std::move(item);
    ++size_;
    return {};
  }
  constexpr Result<void> Push(const T& item)
    requires std::copyable<T>
  {
    return Push(T(item));
  }

  /// The oldest, left where it is; panics if there is none.
  [[nodiscard]] constexpr const T& front() const [[clang::lifetimebound]] {
    Require(!empty(), "front of an empty queue");
    return items_[first_];
  }

  /// Takes the oldest out, if there is one.
  constexpr std::optional<T> Pop() {
    if (empty()) {
      return std::nullopt;
    }
    T& place = items_[first_];
    first_ = (first_ + 1) % Capacity;
    --size_;
    std::optional<T> oldest(std::move(place));
    Release(place);
    return oldest;
  }

  constexpr void Clear() {
    if constexpr (std::is_trivially_destructible_v<T>) {
      size_ = 0;
    } else {
      while (Pop().has_value()) {
      }
    }
  }

 private:
  /// Empties a place that is no longer in the queue.
  static constexpr void Release(T& place) {
    if constexpr (!std::is_trivially_destructible_v<T>) {
      place = T{};
    }
  }

  std::array<T, Capacity> items_{};
  std::size_t first_ = 0;  ///< Below Capacity.
  std::size_t size_ = 0;
};

}  // namespace starkernel
