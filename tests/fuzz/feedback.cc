#include "tests/fuzz/feedback.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
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

/// Edges that are looked at together first, as few are taken in one run.
constexpr std::size_t kGroup = 32;

bool IsOneTaken(std::span<const std::uint8_t> group) {
  return std::reduce(group.begin(), group.end(), std::uint8_t{0}, std::bit_or()) != 0;
}

}  // namespace

bool Feedback::Learn(std::span<std::uint8_t> counters) {
  seen_.resize(std::max(seen_.size(), counters.size()));
  bool is_new = false;
  for (std::size_t begin = 0; begin < counters.size(); begin += kGroup) {
    const auto group = counters.subspan(begin, std::min(kGroup, counters.size() - begin));
    if (IsOneTaken(group)) {
      is_new = LearnGroup(group, std::span(seen_).subspan(begin, group.size())) || is_new;
    }
  }
  return is_new;
}

bool Feedback::LearnGroup(std::span<std::uint8_t> counters, std::span<std::uint8_t> seen) {
  bool is_new = false;
  for (std::size_t edge = 0; edge < counters.size(); ++edge) {
    if (counters[edge] == 0) {
      continue;
    }
    const std::uint8_t bit = kBitFor[counters[edge]];
    edges_ += seen[edge] == 0 ? 1U : 0U;
    is_new = is_new || (seen[edge] & bit) == 0;
    seen[edge] = static_cast<std::uint8_t>(seen[edge] | bit);
    counters[edge] = 0;
  }
  return is_new;
}

}  // namespace starkernel::fuzz
