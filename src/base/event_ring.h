#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>

#include "src/base/cache_line.h"

namespace starkernel {

/// The last events of the kernel, at most `Capacity`, a power of two: a new one takes the place of
/// the oldest. Any number of processors, and their interrupts, may record at the same time, and
/// somebody read; nobody waits, repeats or takes a lock. Whoever reads sees an event whole or not
/// at all, also if the writer was stopped for good in the midst of it. Two events meet in one place
/// only if the ring comes round while one of them is being written; then the later is lost.
/// `Kind` is an enumeration with at most 8 bits.
template <typename Kind, std::size_t Capacity>
  requires std::is_enum_v<Kind> && (sizeof(Kind) == 1) && (std::has_single_bit(Capacity))
class EventRing {
 public:
  struct Event {
    Kind kind{};
    std::uint64_t time = 0;
    std::uint64_t first = 0;
    std::uint64_t second = 0;

    friend bool operator==(const Event&, const Event&) = default;
  };

  constexpr EventRing() = default;
  EventRing(const EventRing&) = delete;
  EventRing& operator=(const EventRing&) = delete;
  ~EventRing() = default;

  [[nodiscard]] static constexpr std::size_t capacity() { return Capacity; }

  /// Records an event with two values, at the time that `clock` tells once there is a place for it.
  template <typename Clock>
    requires std::convertible_to<std::invoke_result_t<const Clock&>, std::uint64_t>
  void Record(Kind kind, std::uint64_t first, std::uint64_t second, const Clock& clock) {
    const std::uint64_t number = recorded_.fetch_add(1, std::memory_order_relaxed);
    Place& place = places_[number % Capacity];
    if (place.stamp.exchange(kBusy, std::memory_order_relaxed) == kBusy) [[unlikely]] {
      return;
    }
    // Who reads one of the values below reads the stamp above, or a later one, behind it.
    place.time.store(clock(), std::memory_order_release);
    place.first.store(first, std::memory_order_release);
    place.second.store(second, std::memory_order_release);
    place.stamp.store(StampOf(number, kind), std::memory_order_release);
  }

  /// How many events were ever recorded, the half-written included: one more than the newest's
  /// number.
  [[nodiscard]] std::uint64_t recorded() const { return recorded_.load(std::memory_order_acquire); }

  /// The number of the oldest event that may still be there.
  [[nodiscard]] std::uint64_t oldest() const {
    const std::uint64_t all = recorded();
    return all > Capacity ? all - Capacity : 0;
  }

  /// The event `number`, counted from 0. Nothing if it is no longer there, not yet, or half
  /// written.
  [[nodiscard]] std::optional<Event> At(std::uint64_t number) const {
    const Place& place = places_[number % Capacity];
    const std::uint64_t stamp = place.stamp.load(std::memory_order_acquire);
    const Event event{.kind = static_cast<Kind>(stamp & kKindMask),
                      .time = place.time.load(std::memory_order_acquire),
                      .first = place.first.load(std::memory_order_acquire),
                      .second = place.second.load(std::memory_order_acquire)};
    const bool whole = place.stamp.load(std::memory_order_relaxed) == stamp;
    return whole && stamp == StampOf(number, event.kind) ? std::optional(event) : std::nullopt;
  }

 private:
  static constexpr unsigned kKindBits = 8;
  static constexpr std::uint64_t kKindMask = 0xFF;
  static constexpr std::uint64_t kBusy = 1;  // No stamp of an event, which counts from 1.

  static constexpr std::uint64_t StampOf(std::uint64_t number, Kind kind) {
    return (number + 1) << kKindBits | static_cast<std::uint8_t>(kind);
  }

  struct Place {
    std::atomic<std::uint64_t> stamp = 0;
    std::atomic<std::uint64_t> time = 0;
    std::atomic<std::uint64_t> first = 0;
    std::atomic<std::uint64_t> second = 0;
  };

  alignas(kCacheLineSize) std::atomic<std::uint64_t> recorded_ = 0;
  alignas(kCacheLineSize) std::array<Place, Capacity> places_{};
};

}  // namespace starkernel
