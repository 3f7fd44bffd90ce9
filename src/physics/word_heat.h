#pragma once

#include <cstdint>

#include "src/base/fixed_point.h"

namespace starkernel::physics {

/// Virtual time counts samples; so many are the beat that rates are stated in.
inline constexpr std::uint64_t kSamplesPerBeat = 256;

/// A whole number; what is hotter stays there.
inline constexpr std::int64_t kMostHeat = std::int64_t{1} << 23U;

/// A word this hot counts as hot.
inline constexpr std::int64_t kHotFrom = 50;

/// What is known of one word. All zeros: nothing.
struct WordHeat {
  std::uint32_t id = 0;           ///< The word, since another may come to stand in its place.
  std::uint16_t temperature = 0;  ///< The heat's moving average: 65535 from a heat of 256 on.
  bool frozen = false;            ///< It does not cool.
  FixedPoint heat{};              ///< From 0 to kMostHeat.
  FixedPoint latency{};           ///< Samples from one sight of it to the next, moving average.
  std::uint64_t seen = 0;         ///< When it was seen last; 0 if never.
  std::uint64_t cooled = 0;       ///< Until when it has cooled.
};

/// L1: the word is seen at `now`. Its heat grows by one; temperature and latency move a quarter of
/// the way to what they are now.
void Warm(WordHeat& word, std::uint64_t now);

/// L3: `heat` after so many samples, at a rate of `slope` in a beat: never below 0, never more than
/// before. A slope below zero is none.
[[nodiscard]] FixedPoint Cooled(FixedPoint heat, std::uint64_t samples, FixedPoint slope);

/// L3 for a word: until `now`, unless it is frozen.
void Cool(WordHeat& word, std::uint64_t now, FixedPoint slope);

}  // namespace starkernel::physics
