#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::fuzz {

/// Two numbers that the code under test compared and found different.
struct Comparison {
  std::uint64_t left = 0;  ///< The one that the code has as a constant, if it has one.
  std::uint64_t right = 0;
  std::size_t size = 0;  ///< Bytes that each has: 1, 2, 4 or 8.
  bool constant = false;
};

/// How often each edge of the instrumented code was taken since it was last set to 0, modulo 256;
/// none if nothing is instrumented.
[[nodiscard]] std::span<std::uint8_t> EdgeCounters();

/// What each comparison in the code last found different since NoteComparisons, in no order, some
/// of them lost; unused places have size 0.
[[nodiscard]] std::span<const Comparison> Comparisons();
/// Forgets them and notes new ones, which takes time.
void NoteComparisons();
/// Notes no more.
void StopNotingComparisons();

}  // namespace starkernel::fuzz
