#pragma once

#include <cstdint>

#include "src/base/fixed_point.h"

namespace starkernel::physics {

/// Number, mean and variance of the heats of all words, kept up to date with each change: no word
/// is looked at twice. Exact for up to kMostWords words.
class HeatTotals {
 public:
  static constexpr std::uint32_t kMostWords = 32768;

  /// A word's heat was `before` and is `after`; neither is below 0 or above kMostHeat.
  void Change(FixedPoint before, FixedPoint after);

  /// The words that are warm: their heat is above 0.
  [[nodiscard]] std::int64_t warm() const { return warm_; }
  /// Those whose heat is kHotFrom or more.
  [[nodiscard]] std::int64_t hot() const { return hot_; }
  /// All heats together, each without its fraction.
  [[nodiscard]] std::int64_t whole() const { return whole_; }
  /// The mean heat of the warm ones; 0 if there are none.
  [[nodiscard]] FixedPoint Mean() const;
  /// Whether a heat is above that mean.
  [[nodiscard]] bool IsAboveMean(FixedPoint heat) const { return heat.units() * warm_ > units_; }
  /// The mean square of what their heats, without fractions, differ from their mean by.
  [[nodiscard]] FixedPoint Variance() const;

 private:
  std::int64_t warm_ = 0;
  std::int64_t hot_ = 0;
  std::int64_t units_ = 0;  ///< The sum of the heats.
  std::int64_t whole_ = 0;
  std::int64_t squares_ = 0;  ///< The sum of their squares.
};

}  // namespace starkernel::physics
