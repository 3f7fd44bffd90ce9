#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "src/arbiter/arbiter_time.h"
#include "src/base/quantities.h"

namespace starkernel::kernel::simulation {

/// Time as the simulation wants it: it passes with what VM instances spend, jumps forward, and lets
/// deadlines pass late or the processor rest too short.
class SimulatedTime final : public arbiter::ArbiterTime {
 public:
  [[nodiscard]] Nanoseconds Now() override { return now_; }
  void Pass(Reductions spent) override { Jump(Nanoseconds(spent.value() * kReduction)); }
  void RestUntil(std::optional<Nanoseconds> time) override {
    if (!time.has_value() || std::exchange(wakes_early_, false)) {
      return;
    }
    now_ = std::max(now_, *time);
    Jump(std::exchange(late_, Nanoseconds(0)));
  }

  void Jump(Nanoseconds by) { now_ = Nanoseconds(now_.value() + by.value()); }
  /// The next rest lasts so much longer than it should.
  void RestLonger(Nanoseconds by) { late_ = by; }
  /// The next rest ends at once.
  void WakeEarly() { wakes_early_ = true; }

 private:
  static constexpr std::uint64_t kReduction = 10;

  Nanoseconds now_{0};
  Nanoseconds late_{0};
  bool wakes_early_ = false;
};

}  // namespace starkernel::kernel::simulation
