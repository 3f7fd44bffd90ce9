#pragma once

#include <cstdint>

#include "src/base/quantities.h"
#include "src/hal/clock.h"
#include "src/hal/time/counter.h"
#include "src/hal/time/tick_length.h"

namespace starkernel::hal {

/// Time from a counter that may be narrow: its passages of the end are counted along, so it has to
/// be read more often than it passes its end. A reading that lies behind the last one by less than
/// an eighth of the counter's range moves nothing: time stands still rather than jump.
class MonotonicClock final : public Clock {
 public:
  /// Time starts at 0, now. The counter must outlive the clock.
  MonotonicClock(Counter& counter [[clang::lifetimebound]], unsigned bits, TickLength tick)
      : counter_(counter), bits_(bits), tick_(tick), last_(counter.Read()) {}

  [[nodiscard]] Nanoseconds Now() override {
    const std::uint64_t now = counter_.Read();
    const std::uint64_t passed = TicksBetween(last_, now, bits_);
    const std::uint64_t range = ~std::uint64_t{0} >> (64U - bits_);
    if (passed <= range - range / 8) {
      ticks_ += passed;
      last_ = now;
    }
    return tick_.Duration(ticks_);
  }

 private:
  Counter& counter_;
  unsigned bits_;
  TickLength tick_;
  std::uint64_t last_;
  std::uint64_t ticks_ = 0;
};

}  // namespace starkernel::hal
