#pragma once

#include <algorithm>
#include <cstdint>

#include "src/base/quantities.h"

namespace starkernel::arbiter {

/// How many of the processor's cycles a reduction takes at the least, by the windows of late. What
/// takes more of them is dear: it prints, maps memory, misses the caches.
///
/// So it says how long a turn is: as long as who has the cheapest reductions takes for a quantum.
/// When that one is gone the price rises by a four-thousandth for each window, up to what the next
/// one takes.
class TurnPrice {
 public:
  /// A window that was charged so many reductions, at least 1, took so many cycles.
  void Note(std::uint64_t cycles, Reductions charged) {
    const std::uint64_t seen = (std::min(cycles, kMostCycles) << kFraction) / charged.value();
    price_ = std::clamp(seen, kLeast, price_ + (price_ >> kRise) + 1);
    price_ = std::min(price_, kMost);
  }

  /// The cycles that so many take at the least. Of no more than kMostReductions.
  [[nodiscard]] std::uint64_t CyclesOf(Reductions reductions) const {
    return (price_ * std::min(reductions, kMostReductions).value()) >> kFraction;
  }

  /// The most reductions that can be had for so many cycles.
  [[nodiscard]] Reductions ReductionsIn(std::uint64_t cycles) const {
    return Reductions((std::min(cycles, kMostCycles) << kFraction) / price_);
  }

 private:
  // Cycles with 16 bits behind the point. With these bounds no product is too large.
  static constexpr unsigned kFraction = 16;
  static constexpr unsigned kRise = 12;
  static constexpr std::uint64_t kMostCycles = std::uint64_t{1} << 47U;
  static constexpr Reductions kMostReductions{std::uint64_t{1} << 31U};
  /// An eighth of a cycle: so that nobody makes turns so short that having them takes longer.
  static constexpr std::uint64_t kLeast = std::uint64_t{1} << 13U;
  static constexpr std::uint64_t kMost = std::uint64_t{1} << 32U;

  std::uint64_t price_ = kMost;  ///< Until a window has been seen.
};

}  // namespace starkernel::arbiter
