#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/base/text_writer.h"

namespace starkernel::physics {

/// What a tick records. Q48.16 counts 1/65536.
enum class Column : std::uint8_t {
  kTick,         ///< The tick's number, from 1.
  kElapsed,      ///< Reductions of the program so far.
  kSamples,      ///< Words seen so far.
  kInterval,     ///< Samples to the next tick.
  kWarm,         ///< Words whose heat is above 0.
  kHot,          ///< Words whose heat is kHotFrom or more.
  kMeanHeat,     ///< Of the warm ones, Q48.16.
  kVariance,     ///< Of their heats, Q48.16.
  kWidth,        ///< Of the window of truth.
  kWindow,       ///< Words in it.
  kDiversity,    ///< Of the window when it was adapted last, Q48.16.
  kPredictions,  ///< Successors predicted so far.
  kHits,         ///< Of which so many came.
  kSlope,        ///< Heat lost in a beat, Q48.16.
  kFit,          ///< R^2 of the last line through the heats, Q48.16.
  kLevene,       ///< Levene's W of the width tried last, Q48.16.
  kDepth,        ///< The deepest calls seen since the tick before.
  kLoops,        ///< LoopSet bits.
  kMode,         ///< A Mode.
  kSteady,       ///< 1 if the variance moved by 5 % or less since the tick before.
  kLost,         ///< Words without a place, so far.
  kHash,         ///< The window's hash, without its lowest bit.
};
inline constexpr std::size_t kColumns = 22;

class TickRow {
 public:
  [[nodiscard]] std::int64_t operator[](Column column) const {
    return values_[static_cast<std::size_t>(column)];
  }
  void Set(Column column, std::int64_t value) { values_[static_cast<std::size_t>(column)] = value; }

  friend bool operator==(const TickRow&, const TickRow&) = default;

 private:
  std::array<std::int64_t, kColumns> values_{};
};

/// The names of the columns as a line of CSV (RFC 4180), without its end.
void WriteColumnNames(TextWriter& writer);

/// The row likewise.
void WriteRow(TextWriter& writer, const TickRow& row);

}  // namespace starkernel::physics
