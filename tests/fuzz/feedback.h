#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace starkernel::fuzz {

/// Remembers which edges were taken, and about how often: 1, 2, 3, 4 to 7, 8 to 15, 16 to 31, 32 to
/// 127, or more times in one run.
class Feedback {
 public:
  /// Whether some edge was taken as often as in no run before; sets all counters to 0.
  [[nodiscard]] bool Learn(std::span<std::uint8_t> counters);

  /// Edges that were ever taken.
  [[nodiscard]] std::size_t edges() const { return edges_; }

 private:
  bool LearnGroup(std::span<std::uint8_t> counters, std::span<std::uint8_t> seen);

  std::vector<std::uint8_t> seen_;  ///< By edge, one bit for each number of times.
  std::size_t edges_ = 0;
};

}  // namespace starkernel::fuzz
