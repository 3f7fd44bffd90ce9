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
#include "src/base/result.h"

namespace starkernel {

/// A queue of at most `Capacity` elements, a power of two, that any number of producers and
/// consumers may use at the same time, on any processor and in interrupts. There is no lock: one
/// repeats its attempt only because another has succeeded.
///
/// An end that was stopped half-way, by an interrupt say, holds up nobody. But until it goes on,
/// the element it is putting in or taking out stands in the way of later ones: the ring may seem
/// empty, or full, sooner than it is. Where there is one producer and one consumer, spsc_ring.h is
/// cheaper and has no such moments.
///
/// Free places hold `T{}`: what an element owns leaves the ring with it. The ring stays where it
/// was made.
template <typename T, std::size_t Capacity>
  requires std::default_initializable<T> && std::movable<T> && (std::has_single_bit(Capacity))
class MpmcRing {
 public:
  constexpr MpmcRing() = default;
  MpmcRing(const MpmcRing&) = delete;
  MpmcRing& operator=(const MpmcRing&) = delete;
  constexpr ~MpmcRing() = default;

  [[nodiscard]] static constexpr std::size_t capacity() { return Capacity; }

  /// Puts `item` behind the others. Error::kCapacity, with `item` left as it was, if the ring is
  /// full.
  Result<void> Push(T&& item) { return PushAny(std::move(item)); }
  Result<void> Push(const T& item)
    requires std::copyable<T>
  {
    return PushAny(item);
  }

  /// Takes the oldest out, if there is one.
  std::optional<T> Pop() {
    const std::optional<std::size_t> ticket = Claim(popped_, kFilled);
    if (!ticket.has_value()) {
      return std::nullopt;
    }
    Place& place = places_[*ticket % Capacity];
    std::optional<T> oldest(std::move(place.item));
    if constexpr (!std::is_trivially_destructible_v<T>) {
      place.item = T{};
    }
    place.turn.store(TurnOf(*ticket) + kFilled + 1, std::memory_order_release);
    return oldest;
  }

 private:
  /// Tickets count the elements that ever passed an end. A place is for the producer with ticket t
  /// when its turn is 2 * (t / Capacity), and one later for the consumer with that ticket; then the
  /// next round begins.
  struct Place {
    std::atomic<std::size_t> turn = 0;
    T item{};
  };
  static constexpr std::size_t kFree = 0;
  static constexpr std::size_t kFilled = 1;

  [[nodiscard]] static constexpr std::size_t TurnOf(std::size_t ticket) {
    return 2 * (ticket / Capacity);
  }

  /// The next ticket of an end, for a place that is in `state`; none if that place is not yet.
  [[nodiscard]] std::optional<std::size_t> Claim(std::atomic<std::size_t>& next,
                                                 std::size_t state) {
    std::size_t ticket = next.load(std::memory_order_relaxed);
    for (;;) {
      const Place& place = places_[ticket % Capacity];
      if (place.turn.load(std::memory_order_acquire) == TurnOf(ticket) + state) {
        if (next.compare_exchange_weak(ticket, ticket + 1, std::memory_order_relaxed)) {
          return ticket;
        }
        continue;  // Another took it: `ticket` is the next one now.
      }
      const std::size_t latest = next.load(std::memory_order_relaxed);
      if (latest == ticket) {
        return std::nullopt;
      }
      ticket = latest;
    }
  }

  template <typename U>
  Result<void> PushAny(U&& item) {
    const std::optional<std::size_t> ticket = Claim(pushed_, kFree);
    if (!ticket.has_value()) [[unlikely]] {
      return Error::kCapacity;
    }
    Place& place = places_[*ticket % Capacity];
    place.item = std::forward<U>(item);
    place.turn.store(TurnOf(*ticket) + kFilled, std::memory_order_release);
    return {};
  }

  alignas(kCacheLineSize) std::atomic<std::size_t> pushed_ = 0;
  alignas(kCacheLineSize) std::atomic<std::size_t> popped_ = 0;
  alignas(kCacheLineSize) std::array<Place, Capacity> places_{};
};

}  // namespace starkernel
