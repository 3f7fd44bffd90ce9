#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <concepts>
#include <cstddef>
#include <optional>
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
  /// Panics while an end is taken: that would go on using the ring.
  ~SpscRing() {
    Require(!pushed_.taken.load(std::memory_order_acquire) &&
                !popped_.taken.load(std::memory_order_acquire),
            "a ring ended before its ends");
  }

  [[nodiscard]] static constexpr std::size_t capacity() { return Capacity; }

  /// The end that elements go in at; panics if it is taken already. Destroying it gives it back.
  [[nodiscard]] Producer TakeProducer() [[clang::lifetimebound]] { return Producer(*this); }

  /// The end that elements come out of; panics if it is taken already. Destroying it gives it back.
  [[nodiscard]] Consumer TakeConsumer() [[clang::lifetimebound]] { return Consumer(*this); }

 private:
  /// What one end writes and the other reads.
  struct alignas(kCacheLineSize) End {
    std::atomic<std::size_t> count = 0;  ///< Elements that ever passed this end.
    std::atomic<bool> taken = false;

    /// Takes this end, and says how many have passed it; that is read once the end is ours.
    [[nodiscard]] std::size_t Claim(ConditionText taken_already) {
      Require(!taken.exchange(true, std::memory_order_acquire), taken_already);
      return count.load(std::memory_order_relaxed);
    }
    void GiveBack() { taken.store(false, std::memory_order_release); }
  };

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
  ~Producer() { ring_.pushed_.GiveBack(); }

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
  explicit Producer(SpscRing& ring [[clang::lifetimebound]])
      : ring_(ring),
        pushed_(ring.pushed_.Claim("a ring has one producer")),
        popped_(ring.popped_.count.load(std::memory_order_acquire)) {}

  template <typename U>
  Result<void> PushAny(U&& item) {
    if (pushed_ - popped_ >= Capacity) [[unlikely]] {
      popped_ = ring_.popped_.count.load(std::memory_order_acquire);
      if (pushed_ - popped_ >= Capacity) {
        return Error::kCapacity;
      }
    }
    ring_.places_[pushed_ % Capacity] = std::forward<U>(item);
    ++pushed_;
    ring_.pushed_.count.store(pushed_, std::memory_order_release);
    return {};
  }

  SpscRing& ring_;
  std::size_t pushed_;
  std::size_t popped_;  ///< At least: the consumer's count when last looked at.
};

/// Stays where it was made; a function or a member's initializer can return it all the same.
template <typename T, std::size_t Capacity>
  requires std::default_initializable<T> && std::movable<T> && (std::has_single_bit(Capacity))
class SpscRing<T, Capacity>::Consumer {
 public:
  Consumer(const Consumer&) = delete;
  Consumer& operator=(const Consumer&) = delete;
  ~Consumer() { ring_.popped_.GiveBack(); }

  /// Takes the oldest out, if there is one.
  std::optional<T> Pop() {
    if (popped_ == pushed_) [[unlikely]] {
      pushed_ = ring_.pushed_.count.load(std::memory_order_acquire);
      if (popped_ == pushed_) {
        return std::nullopt;
      }
    }
    T& place = ring_.places_[popped_ % Capacity];
    std::optional<T> oldest(std::move(place));
    if constexpr (!std::is_trivially_destructible_v<T>) {
      place = T{};
    }
    ++popped_;
    ring_.popped_.count.store(popped_, std::memory_order_release);
    return oldest;
  }

 private:
  friend class SpscRing;
  explicit Consumer(SpscRing& ring [[clang::lifetimebound]])
      : ring_(ring),
        popped_(ring.popped_.Claim("a ring has one consumer")),
        pushed_(ring.pushed_.count.load(std::memory_order_acquire)) {}

  SpscRing& ring_;
  std::size_t popped_;
  std::size_t pushed_;  ///< At least: the producer's count when last looked at.
};

}  // namespace starkernel
