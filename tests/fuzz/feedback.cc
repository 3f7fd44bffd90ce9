#include "tests/fuzz/feedback.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::fuzz {
namespace {

constexpr std::array<std::uint8_t, 256> kBitFor = [] {
  constexpr std::array<unsigned, 8> kFrom = {1, 2, 3, 4, 8, 16, 32, 128};
  std::array<std::uint8_t, 256> bits{};
  for (std::size_t times = 1; times < bits.size(); ++times) {
    for (std::size_t step = 0; step < kFrom.size(); ++step) {
      if (times >= kFrom.at(step)) {
        bits.at(times) = static_cast<std::uint8_t>(1U << step);
      }
    }
  }
  return bits;
}();

}  // namespace

bool Feedback::Learn(std::span<std::uint8_t> counters) {
  seen_.resize(std::max(seen_.size(), counters.size()));
  bool is_new = false;
  for (std::size_t edge = 0; edge < counters.size(); ++edge) {
    if (counters[edge] == 0) {
      continue;
    }
    const std::uint8_t bit = kBitFor[counters[edge]];
    edges_ += seen_[edge] == 0 ? 1U : 0U;
    is_new = is_new || (seen_[edge] & bit) == 0;
    seen_[edge] = static_cast<std::uint8_t>(seen_[edge] | bit);
    counters[edge] = 0;
  }
  return is_new;
}

}  // namespace starkernel::fuzz
