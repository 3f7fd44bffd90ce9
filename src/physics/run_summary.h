#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/text_writer.h"

namespace starkernel::physics {

/// What the loops did from Begin on, counted.
struct RunCounts {
  std::uint64_t steady_ticks = 0;      ///< Early exits.
  std::uint64_t charged = 0;           ///< Reductions that being observed cost.
  std::uint64_t heat_hits = 0;         ///< Samples of words that were hotter than most already.
  std::uint64_t width_changes = 0;     ///< By L2 or L5.
  std::uint64_t widths_inferred = 0;   ///< By L5.
  std::uint64_t slopes_inferred = 0;   ///< By L6.
  std::uint64_t interval_changes = 0;  ///< By L7.
  std::uint64_t mode_changes = 0;      ///< By L8.
  std::uint64_t widths = 0;            ///< The sum of the window's widths at each tick.
  std::uint64_t hot_words = 0;         ///< The same of the hot words.
};

/// A run in one row, its columns as WriteSummaryNames has them.
inline constexpr std::size_t kSummaryColumns = 20;
using RunSummary = std::array<std::int64_t, kSummaryColumns>;

/// The names of the columns as a part of a line of CSV.
void WriteSummaryNames(TextWriter& writer);

/// Numbers as a part of a line of CSV.
void WriteNumbers(TextWriter& writer, std::span<const std::int64_t> numbers);

}  // namespace starkernel::physics
