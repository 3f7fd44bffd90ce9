#include "src/physics/physics.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/fixed_point.h"
#include "src/physics/decay_fit.h"
#include "src/physics/heat_totals.h"
#include "src/physics/loop.h"
#include "src/physics/mode_selector.h"
#include "src/physics/run_summary.h"
#include "src/physics/tick_row.h"
#include "src/physics/word_heat.h"

namespace starkernel::physics {
namespace {

/// What the inferred slope is held within: a beat cools a word by 1/256 of a sight at least, by 16
/// at most.
constexpr FixedPoint kLeastSlope = FixedPoint::FromUnits(FixedPoint::kOne / 256);
constexpr FixedPoint kMostSlope = FixedPoint::FromUnits(FixedPoint::kOne * 16);
/// Through fewer words than this any line is good.
constexpr std::int64_t kLeastPoints = 8;
/// A line that explains less of the variance than this tells nothing.
constexpr FixedPoint kLeastQuality = FixedPoint::FromUnits(FixedPoint::kOne / 4);
/// Whoever is observed pays a reduction for so many values that a tick looks at.
constexpr std::size_t kLooksInReduction = 16;

}  // namespace

void Physics::Begin(std::span<WordHeat> heats) {
  std::ranges::fill(heats, WordHeat{});
  sampler_.Clear();
  loops_ = kAllLoops;
  steady_ = false;
  now_ = 0;
  last_tick_ = 0;
  ticks_ = 0;
  lost_ = 0;
  depth_ = 0;
  sweep_ = 0;
  slope_ = kFirstSlope;
  fit_quality_ = FixedPoint();
  diversity_ = FixedPoint();
  variance_ = FixedPoint();
  totals_ = HeatTotals();
  window_.Clear();
  transitions_.Clear();
  inference_.Clear();
  fit_ = DecayFit();
  heartbeat_.Clear();
  modes_.Clear();
  counts_ = {};
  hot_names_.Clear();
  rows_.fill({});
  exact = false;
  logs_ticks = false;
  beats_every = 0;
}

WordHeat& Physics::RecordOf(std::uint32_t word, WordHeat& record) {
  if (record.id != word) {
    SetHeat(record, FixedPoint());
    record = {.id = word, .cooled = now_};
  }
  return record;
}

void Physics::SetHeat(WordHeat& record, FixedPoint heat) {
  totals_.Change(record.heat, heat);
  record.heat = heat;
  record.cooled = now_;
}

void Physics::SetFrozen(WordHeat& record, bool frozen) {
  if (loops_.Has(Loop::kDecay)) {
    const FixedPoint before = record.heat;
    Cool(record, now_, slope_);
    totals_.Change(before, record.heat);
  }
  record.cooled = now_;
  record.frozen = frozen;
}

void Physics::Forget(std::span<WordHeat> records) {
  for (WordHeat& record : records) {
    SetHeat(record, FixedPoint());
    record = {};
  }
}

void Physics::Heat(const Sight& sight, WordHeat& place) {
  WordHeat& record = RecordOf(sight.word, place);
  const FixedPoint before = record.heat;
  counts_.heat_hits += totals_.IsAboveMean(before) ? 1 : 0;
  if (before == FixedPoint()) {
    record.cooled = now_;  // Before, there was nothing to cool.
  }
  Warm(record, now_);
  totals_.Change(before, record.heat);
}

void Physics::See(std::uint32_t word, std::uint16_t temperature) {
  window_.Push(word, temperature);
  if (window_.IsDue()) {
    const std::size_t width = window_.width();
    diversity_ = window_.Adapt();
    counts_.width_changes += window_.width() != width ? 1 : 0;
  }
}

Physics::Outcome Physics::Observe(const Sight& sight, std::span<WordHeat> heats) {
  ++now_;
  ++counts_.charged;
  depth_ = std::max(depth_, sight.depth);
  std::uint16_t temperature = 0;
  if (sight.place >= heats.size()) {
    ++lost_;
  } else if (loops_.Has(Loop::kHeat)) {
    Heat(sight, heats[sight.place]);
    temperature = heats[sight.place].temperature;
  }
  if (loops_.Has(Loop::kTransitions) && now_ > 1) {
    transitions_.Record(last_word_, sight.word);
  }
  last_word_ = sight.word;
  if (loops_.Has(Loop::kWindow)) {
    See(sight.word, temperature);
  }
  if (now_ - last_tick_ < heartbeat_.interval()) {
    return {};
  }
  const std::size_t cost = Tick(heats);
  counts_.charged += cost / kLooksInReduction;
  return {.ticked = true, .cost = cost};
}

std::size_t Physics::Tick(std::span<WordHeat> heats) {
  last_tick_ = now_;
  ++ticks_;
  const std::size_t fitted = Sweep(heats);
  const FixedPoint variance = totals_.Variance();
  steady_ = MovedLittle(variance);
  variance_ = variance;
  const std::size_t cost = loops_.Has(Loop::kWindowInference) ? InferWindow() : 0;
  if (loops_.Has(Loop::kHeartbeat)) {
    const std::uint64_t interval = heartbeat_.interval();
    heartbeat_.Adapt(steady_);
    counts_.interval_changes += heartbeat_.interval() != interval ? 1 : 0;
  }
  if (loops_.Has(Loop::kModes) && modes_.Update(steady_, diversity_)) {
    loops_ = modes_.Applied(loops_);
    ++counts_.mode_changes;
  }
  hot_names_.DropCold(heats);
  CountTick();
  rows_[(ticks_ + kRows - 1) % kRows] = MakeRow(variance);
  depth_ = 0;
  return cost + kSweep + fitted * kLooksInLogarithm;
}

void Physics::CountTick() {
  counts_.steady_ticks += steady_ ? 1 : 0;
  counts_.widths += window_.width();
  counts_.hot_words += static_cast<std::uint64_t>(totals_.hot());
}

/// Cools the next words; gives how many of them the line of L6 now goes through.
std::size_t Physics::Sweep(std::span<WordHeat> heats) {
  std::size_t fitted = 0;
  for (std::size_t count = std::min(kSweep, heats.size()); count > 0; --count) {
    WordHeat& record = heats[sweep_ % heats.size()];
    if (loops_.Has(Loop::kDecay)) {
      const FixedPoint before = record.heat;
      Cool(record, now_, slope_);
      totals_.Change(before, record.heat);
    }
    record.cooled = now_;
    if (loops_.Has(Loop::kDecayInference) && record.seen != 0) {
      fit_.Add(record.heat, now_ - record.seen);
      ++fitted;
    }
    ++sweep_;
    if (sweep_ >= heats.size()) {
      sweep_ = 0;
      UseFit();
    }
  }
  return fitted;
}

void Physics::UseFit() {
  const std::optional<DecayFit::Line> line =
      fit_.points() < kLeastPoints ? std::nullopt : fit_.Solve();
  fit_ = DecayFit();
  // Where nothing changes there is nothing to learn: the early exit.
  if (!line.has_value() || steady_ || !loops_.Has(Loop::kDecayInference)) {
    return;
  }
  UseLine(*line);
}

void Physics::UseLine(const DecayFit::Line& line) {
  fit_quality_ = line.quality;
  if (line.slope > FixedPoint() && line.quality >= kLeastQuality) {
    // The line's slope is a share of the heat in a beat: of the mean heat it is a linear rate.
    slope_ = std::clamp(SaturatingMultiply(line.slope, totals_.Mean()), kLeastSlope, kMostSlope);
    ++counts_.slopes_inferred;
  }
}

std::optional<DecayFit::Line> Physics::FitNow(std::span<const WordHeat> heats) const {
  DecayFit fit;
  for (const WordHeat& record : heats) {
    if (record.seen != 0) {
      fit.Add(record.heat, now_ - record.seen);
    }
  }
  return fit.points() < kLeastPoints ? std::nullopt : fit.Solve();
}

FixedPoint Physics::SlopeNow(std::span<const WordHeat> heats) const {
  const std::optional<DecayFit::Line> line = FitNow(heats);
  return line.has_value() ? line->slope : FixedPoint();
}

std::size_t Physics::InferWidthNow() {
  inference_.Clear();
  if (!inference_.Begin(window_)) {
    return 0;
  }
  while (!inference_.Step()) {
  }
  return inference_.inferred();
}

void Physics::InferNow(std::span<const WordHeat> heats) {
  if (const std::size_t width = InferWidthNow(); width != 0) {
    counts_.width_changes += window_.width() != width ? 1 : 0;
    window_.SetWidth(width);
    ++counts_.widths_inferred;
  }
  if (const std::optional<DecayFit::Line> line = FitNow(heats); line.has_value()) {
    UseLine(*line);
  }
}

std::size_t Physics::InferWindow() {
  const std::size_t cost = inference_.cost();
  if (!inference_.running()) {
    if (!steady_ && ticks_ % kInferenceEvery == 0 && inference_.Begin(window_)) {
      return window_.size();
    }
  } else if (inference_.Step()) {
    counts_.width_changes += window_.width() != inference_.inferred() ? 1 : 0;
    window_.SetWidth(inference_.inferred());
    ++counts_.widths_inferred;
  }
  return cost;
}

bool Physics::MovedLittle(FixedPoint variance) const {
  constexpr std::int64_t kParts = 20;  // 5 %
  const FixedPoint moved = SaturatingSubtract(variance, variance_);
  return std::max(moved.units(), -moved.units()) <= variance_.units() / kParts;
}

TickRow Physics::MakeRow(FixedPoint variance) const {
  TickRow row;
  const auto set = [&row](Column column, auto value) {
    row.Set(column, static_cast<std::int64_t>(value));
  };
  set(Column::kTick, ticks_);
  set(Column::kElapsed, sampler_.elapsed());
  set(Column::kSamples, now_);
  set(Column::kInterval, heartbeat_.interval());
  set(Column::kWarm, totals_.warm());
  set(Column::kHot, totals_.hot());
  set(Column::kMeanHeat, totals_.Mean().units());
  set(Column::kVariance, variance.units());
  set(Column::kWidth, window_.width());
  set(Column::kWindow, window_.size());
  set(Column::kDiversity, diversity_.units());
  set(Column::kPredictions, transitions_.predictions());
  set(Column::kHits, transitions_.hits());
  set(Column::kSlope, slope_.units());
  set(Column::kFit, fit_quality_.units());
  set(Column::kLevene, inference_.statistic().units());
  set(Column::kDepth, depth_);
  set(Column::kLoops, loops_.bits());
  set(Column::kMode, modes_.mode());
  set(Column::kSteady, steady_);
  set(Column::kLost, lost_);
  set(Column::kHash, window_.hash() >> 1U);
  return row;
}

RunSummary Physics::Summary() const {
  const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  const auto mean = [this](std::uint64_t sum) {
    return static_cast<std::int64_t>(sum * std::uint64_t{FixedPoint::kOne} /
                                     std::max<std::uint64_t>(ticks_, 1));
  };
  return {number(sampler_.elapsed()),
          number(now_),
          number(ticks_),
          number(counts_.steady_ticks),
          number(counts_.charged),
          number(counts_.heat_hits),
          number(transitions_.predictions()),
          number(transitions_.hits()),
          number(counts_.width_changes),
          number(counts_.widths_inferred),
          number(counts_.slopes_inferred),
          number(counts_.interval_changes),
          number(counts_.mode_changes),
          mean(counts_.widths),
          mean(counts_.hot_words),
          totals_.Mean().units(),
          variance_.units(),
          slope_.units(),
          diversity_.units(),
          number(window_.hash() >> 1U)};
}

}  // namespace starkernel::physics
