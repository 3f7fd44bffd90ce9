#pragma once

#include <cstdint>
#include <optional>

#include "src/base/multiply_divide.h"
#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::arbiter {

/// How long cycles take, by what clock and cycle counter said at the same moments: the first, and
/// the last. So it is the more exact the longer it goes on.
class CyclePace {
 public:
  /// They say this now; neither ever goes back.
  void Note(Nanoseconds time, std::uint64_t cycles) {
    if (!first_.has_value()) {
      first_ = Moment{.time = time, .cycles = cycles};
    }
    last_ = Moment{.time = time, .cycles = cycles};
  }

  /// The time of so many cycles; 0 before two moments are known.
  [[nodiscard]] Nanoseconds TimeOf(std::uint64_t cycles) const {
    if (!first_.has_value()) {
      return Nanoseconds(0);
    }
    const Nanoseconds time = last_.time - first_->time;
    const Result<std::uint64_t> taken =
        MultiplyDivide(cycles, time.value(), last_.cycles - first_->cycles);
    return Nanoseconds(taken.ok() ? taken.value() : 0);
  }

 private:
  struct Moment {
    Nanoseconds time{0};
    std::uint64_t cycles = 0;
  };

  std::optional<Moment> first_;
  Moment last_;
};

}  // namespace starkernel::arbiter
