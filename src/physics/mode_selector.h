#pragma once

#include <cstdint>

#include "src/base/fixed_point.h"
#include "src/physics/loop.h"

namespace starkernel::physics {

/// What a program is like, by what was measured of it.
enum class Mode : std::uint8_t {
  kSteady,     ///< The words' heats stay as they are: there is nothing to infer.
  kShifting,   ///< They move, but few words take turns: only the decay is inferred.
  kTurbulent,  ///< They move, and mostly another word follows each: all is inferred.
};

/// L8: selects a mode. Another one is taken up when it has fitted in kHysteresis ticks in a row.
class ModeSelector {
 public:
  static constexpr unsigned kHysteresis = 5;

  /// Turbulent; to be done before it is used.
  void Clear() {
    mode_ = Mode::kTurbulent;
    candidate_ = mode_;
    ticks_ = 0;
  }

  [[nodiscard]] Mode mode() const { return mode_; }

  /// A tick: whether the variance of heats stayed as it was, and how diverse the window is. Whether
  /// the mode has changed.
  bool Update(bool steady, FixedPoint diversity) {
    constexpr FixedPoint kHalf = FixedPoint::FromUnits(FixedPoint::kOne / 2);
    const Mode moving = diversity < kHalf ? Mode::kShifting : Mode::kTurbulent;
    const Mode fitting = steady ? Mode::kSteady : moving;
    ticks_ = fitting == candidate_ ? ticks_ + 1 : 1;
    candidate_ = fitting;
    if (candidate_ == mode_ || ticks_ < kHysteresis) {
      return false;
    }
    mode_ = candidate_;
    return true;
  }

  /// `loops` as the mode has them: L5 and L6 on or off.
  [[nodiscard]] LoopSet Applied(LoopSet loops) const {
    loops.Set(Loop::kWindowInference, mode_ == Mode::kTurbulent);
    loops.Set(Loop::kDecayInference, mode_ != Mode::kSteady);
    return loops;
  }

 private:
  Mode mode_ = Mode::kSteady;
  Mode candidate_ = Mode::kSteady;
  unsigned ticks_ = 0;
};

}  // namespace starkernel::physics
