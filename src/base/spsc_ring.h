#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "src/base/cache_line.h"
#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/result.h"

namespace starkernel {

/// A queue of at most `Capacity` elements, a power of two, between one producer and one consumer
/// that may run at the same time: on two processors, or one of them in an interrupt of the other.
/// Neither ever waits, repeats or takes a lock. There is at most one Producer and one Consumer at a
/// time; to hand an end over to another thread of execution is its owner's affair.
///
/// Free places hold `T{}`: what an element owns leaves the ring with it. The ring must outlive its
/// ends and stays where it was made.
template <typename T, std::size_t Capacity>
  requires std::default_initializable<T> && std::movable<T> && (std::has_single_bit(Capacity))
class SpscRing {
 public:
  class Producer;
  class Consumer;

  constexpr SpscRing() = default;
  SpscRing(const SpscRing&) = delete;
  SpscRing& operator=(const SpscRing&) = delete;
  constexpr ~SpscRing() = default;

  [[nodiscard]] static constexpr std::size_t capacity() { return Capacity; }

  /// The end that elements go in at; panics if it is taken already. Destroying it gives it back.
  [[nodiscard]] Producer TakeProducer() [[clang::lifetimebound]] { return Producer(*this); }

  /// The end that elements come out of; panics if it is taken already. Destroying it gives it back.
  [[nodiscard]] Consumer TakeConsumer() [[clang::lifetimebound]] { return Consumer(*this); }

 private:
  /// What one end writes; only `count` is read by the other.
  struct alignas(kCacheLineSize) End {
    std::atomic<std::size_t> count = 0;  ///< Elements that ever passed this end.
    std::size_t other = 0;               ///< The other end's count, when last looked at.
    std::atomic<bool> taken = false;
  };

  static void Take(End& end, std::string_view message) {
    Require(!end.taken.exchange(true, std::memory_order_acquire), message);
  }
  static void GiveBack(End& end) { end.taken.store(false, std::memory_order_release); }

  End pushed_;
  End popped_;
  alignas(kCacheLineSize) std::array<T, Capacity> places_{};
};

/// Stays where it was made; a function or a member's initializer can return it all the same.
template <typename T, std::size_t Capacity>
  requires std::default_initializable<T> && std::movable<T> && (std::has_single_bit(Capacity))
class SpscRing<T, Capacity>::Producer {
 public:
  Producer(const Producer&) = delete;
  Producer& operator=(const Producer&) = delete;
  ~Producer() { GiveBack(ring_.pushed_); }

  /// Puts `item` behind the others. Error::kCapacity, with `item` left as it was, if the ring is
  /// full.
  Result<void> Push(T&& item) { return PushAny(std::move(item)); }
  Result<void> Push(const T& item)
    requires std::copyable<T>
  {
    return PushAny(item);
  }

 private:
  friend class SpscRing;
  explicit Producer(SpscRing& ring [[clang::lifetimebound]]) : ring_(ring) {
    Take(ring.pushed_, "a ring has one producer");
  }

  template <typename U>
  Result<void> PushAny(U&& item) {
    End& own = ring_.pushed_;
    const std::size_t count = own.count.load(std::memory_order_relaxed);
    if (count - own.other >= Capacity) [[unlikely]] {
      own.other = ring_.popped_.count.load(std::memory_order_acquire);
      if (count - own.other >= Capacity) {
        return Error::kCapacity;
      }
    }
    ring_.places_[count % Capacity] = std::forward<U>(item);
    own.count.store(count + 1, std::memory_order_release);
    return {};
  }

  SpscRing& ring_;
};

/// Stays where it was made; a function or a member's initializer can return it all the same.
template <typename T, std::size_t Capacity>
  requires std::default_initializable<T> && std::movable<T> && (std::has_single_bit(Capacity))
class SpscRing<T, Capacity>::Consumer {
 public:
  Consumer(const Consumer&) = delete;
  Consumer& operator=(const Consumer&) = delete;
  ~Consumer() { GiveBack(ring_.popped_); }

  /// Takes the oldest out, if there is one.
  std::optional<T> Pop() {
    End& own = ring_.popped_;
    const std::size_t count = own.count.load(std::memory_order_relaxed);
    if (count == own.other) [[unlikely]] {
      own.other = ring_.pushed_.count.load(std::memory_order_acquire);
      if (count == own.other) {
        return std::nullopt;
      }
    }
    T& place = ring_.places_[count % Capacity];
    std::optional<T> oldest(std::move(place));
    if constexpr (!std::is_trivially_destructible_v<T>) {
      place = T{};
    }
    own.count.store(count + 1, std::memory_order_release);
    return oldest;
  }

 private:
  friend class SpscRing;
  explicit Consumer(SpscRing& ring [[clang::lifetimebound]]) : ring_(ring) {
    Take(ring.popped_, "a ring has one consumer");
  }

  SpscRing& ring_;
};

}  // namespace starkernel
