#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/fixed_point.h"
#include "src/physics/decay_fit.h"
#include "src/physics/heartbeat.h"
#include "src/physics/heat_totals.h"
#include "src/physics/hot_names.h"
#include "src/physics/loop.h"
#include "src/physics/mode_selector.h"
#include "src/physics/rolling_window.h"
#include "src/physics/run_summary.h"
#include "src/physics/sampler.h"
#include "src/physics/tick_row.h"
#include "src/physics/transitions.h"
#include "src/physics/window_inference.h"
#include "src/physics/word_heat.h"

namespace starkernel::physics {

/// The physics of one VM instance: the loops L1 to L8 over the words that are seen of it, in
/// virtual time. Everything follows from what is seen and the settings alone, bit for bit.
///
/// Its initial value is all zeros; Begin() comes first. The records of the words lie outside, one
/// for each word's place, at most HeatTotals::kMostWords, and are to be the same from call to call,
/// more of them at most.
class Physics {
 public:
  /// Ticks between two inferences of the window.
  static constexpr std::uint64_t kInferenceEvery = 32;
  /// Records that a tick cools.
  static constexpr std::size_t kSweep = 64;
  /// A logarithm takes about as long as looking at so many values.
  static constexpr std::size_t kLooksInLogarithm = 64;
  /// The last so many ticks are kept.
  static constexpr std::size_t kRows = 32;
  static constexpr FixedPoint kFirstSlope = FixedPoint::FromUnits(21845);

  /// A word that is seen.
  struct Sight {
    std::uint32_t place = 0;
    std::uint32_t word = 0;   ///< Its id.
    std::uint32_t depth = 0;  ///< Of calls.
  };
  struct Outcome {
    bool ticked = false;
    std::size_t cost = 0;  ///< Values that were looked at beyond what each sight takes.
  };

  /// Forgets everything: all loops are on, nothing was seen.
  void Begin(std::span<WordHeat> heats);

  [[nodiscard]] Sampler& sampler() [[clang::lifetimebound]] { return sampler_; }

  [[nodiscard]] LoopSet loops() const { return loops_; }
  void SetLoops(LoopSet loops) { loops_ = loops; }

  Outcome Observe(const Sight& sight, std::span<WordHeat> heats);

  /// The record of the word in a place; a new one if the place was another word's.
  [[nodiscard]] WordHeat& RecordOf(std::uint32_t word, WordHeat& record [[clang::lifetimebound]]);
  /// From 0 to kMostHeat. It begins to cool now.
  void SetHeat(WordHeat& record, FixedPoint heat);
  /// Cools it until now, as a tick would; then it cools no longer, or again.
  void SetFrozen(WordHeat& record, bool frozen);
  /// Forgets the words in these places: they count no longer.
  void Forget(std::span<WordHeat> records);

  [[nodiscard]] const RollingWindow& window() const [[clang::lifetimebound]] { return window_; }
  [[nodiscard]] const Transitions& transitions() const [[clang::lifetimebound]] {
    return transitions_;
  }
  /// The last tick; all zeros before the first.
  [[nodiscard]] const TickRow& last_row() const [[clang::lifetimebound]] { return RowBefore(0); }
  /// The tick so many before the last one; age < kRows.
  [[nodiscard]] const TickRow& RowBefore(std::size_t age) const [[clang::lifetimebound]] {
    return rows_[(ticks_ + kRows - 1 - age) % kRows];
  }
  /// What a heat falls by in a beat, now.
  [[nodiscard]] FixedPoint slope() const { return slope_; }

  /// L6 at once: the slope of the line through the heats as they are; 0 if there is none.
  [[nodiscard]] FixedPoint SlopeNow(std::span<const WordHeat> heats) const;
  /// L5 at once: the width for the window as it is; 0 if too little was seen. An inference that is
  /// under way ends with it.
  [[nodiscard]] std::size_t InferWidthNow();
  /// Both, and uses what they give, early exit or not.
  void InferNow(std::span<const WordHeat> heats);
  /// Values that InferWidthNow looks at, at most.
  static constexpr std::size_t kMostInferred = 17 * 3 * RollingWindow::kSize;

  /// L8 at once: one more tick like the last one; whether the mode has changed.
  bool UpdateMode() { return modes_.Update(steady_, diversity_); }
  /// Switches the loops as the mode has them.
  void ApplyMode() { loops_ = modes_.Applied(loops_); }

  /// Forgets what came after what, and what was predicted.
  void ForgetTransitions() { transitions_.Clear(); }

  /// A row of what is so now; its tick is the last one's.
  [[nodiscard]] TickRow RowNow() const { return MakeRow(totals_.Variance()); }

  /// How hot all words are together.
  [[nodiscard]] std::int64_t heat() const { return totals_.whole(); }
  [[nodiscard]] std::uint64_t ticks() const { return ticks_; }
  [[nodiscard]] std::size_t inferred_width() const { return inference_.inferred(); }

  /// Names of hot words, for whoever searches the dictionary; each tick drops the cold ones.
  [[nodiscard]] HotNames& hot_names() [[clang::lifetimebound]] { return hot_names_; }
  [[nodiscard]] const HotNames& hot_names() const [[clang::lifetimebound]] { return hot_names_; }

  /// What the loops did since Begin.
  [[nodiscard]] const RunCounts& counts() const [[clang::lifetimebound]] { return counts_; }
  /// The same as a row, with what is now.
  [[nodiscard]] RunSummary Summary() const;

  bool exact = false;       ///< The owner shows each word that is executed, not samples.
  bool logs_ticks = false;  ///< The owner writes each tick to the log.
  /// The owner writes RowNow to the log each time so many milliseconds have passed; 0: never.
  std::uint64_t beats_every = 0;
  std::uint64_t next_beat = 0;  ///< When it does the next time.

 private:
  void Heat(const Sight& sight, WordHeat& place);
  void See(std::uint32_t word, std::uint16_t temperature);
  std::size_t Tick(std::span<WordHeat> heats);
  std::size_t Sweep(std::span<WordHeat> heats);
  [[nodiscard]] std::optional<DecayFit::Line> FitNow(std::span<const WordHeat> heats) const;
  void UseFit();
  void UseLine(const DecayFit::Line& line);
  std::size_t InferWindow();
  [[nodiscard]] bool MovedLittle(FixedPoint variance) const;
  void CountTick();
  [[nodiscard]] TickRow MakeRow(FixedPoint variance) const;

  Sampler sampler_;
  LoopSet loops_;
  bool steady_ = false;
  std::uint64_t now_ = 0;  ///< Samples.
  std::uint64_t last_tick_ = 0;
  std::uint64_t ticks_ = 0;
  std::uint64_t lost_ = 0;
  std::uint32_t last_word_ = 0;
  std::uint32_t depth_ = 0;
  std::size_t sweep_ = 0;
  FixedPoint slope_;
  FixedPoint fit_quality_;
  FixedPoint diversity_;
  FixedPoint variance_;
  HeatTotals totals_;
  RollingWindow window_;
  Transitions transitions_;
  WindowInference inference_;
  DecayFit fit_;
  Heartbeat heartbeat_;
  ModeSelector modes_;
  RunCounts counts_;
  HotNames hot_names_;
  std::array<TickRow, kRows> rows_{};
};

}  // namespace starkernel::physics
