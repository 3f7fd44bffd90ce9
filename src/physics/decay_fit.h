#pragma once

#include <cstdint>
#include <optional>

#include "src/base/fixed_point.h"

namespace starkernel::physics {

/// L6: the line ln(heat) = a - slope * age through the words, by ordinary least squares. Ages are
/// in beats.
class DecayFit {
 public:
  struct Line {
    FixedPoint slope;    ///< Above zero if words that were not seen for longer are cooler.
    FixedPoint quality;  ///< R^2, from 0 to 1.
  };

  /// Adds a word: its heat, and how many samples ago it was seen. Cold ones are left out, and those
  /// that were not seen for kOldest beats.
  void Add(FixedPoint heat, std::uint64_t samples);

  /// How many were added and not left out.
  [[nodiscard]] std::int64_t points() const { return points_; }

  /// The line through what was added; none if all of it is of one age.
  [[nodiscard]] std::optional<Line> Solve() const;

 private:
  static constexpr std::uint64_t kOldest = 4096;

  std::int64_t points_ = 0;
  FixedPoint ages_;  ///< Sums, also of squares and products.
  FixedPoint logarithms_;
  FixedPoint squared_ages_;
  FixedPoint squared_logarithms_;
  FixedPoint products_;
};

}  // namespace starkernel::physics
