#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"
#include "src/hal/clock.h"
#include "src/hal/timer.h"

namespace starkernel::hal {

/// A timer that interrupts nobody: how often it has expired is worked out, from a clock, when
/// somebody asks.
class SimulatedTimer final : public Timer {
 public:
  explicit SimulatedTimer(Clock& clock [[clang::lifetimebound]]) : clock_(clock) {}

  void StartOnce(Nanoseconds delay) override SK_REQUIRES(kInterruptsOff) {
    CountExpirations();
    due_ = clock_.Now() + Cut(delay);
    period_ = Nanoseconds(0);
  }

  void StartPeriodic(Nanoseconds period) override SK_REQUIRES(kInterruptsOff) {
    CountExpirations();
    period_ = period == Nanoseconds(0) ? Nanoseconds(1) : Cut(period);
    due_ = clock_.Now() + period_;
  }

  void Stop() override SK_REQUIRES(kInterruptsOff) {
    CountExpirations();
    due_.reset();
  }

  [[nodiscard]] Nanoseconds Longest() const override { return kLongest; }

  [[nodiscard]] std::uint64_t TakeExpirations() override SK_EXCLUDES(kInterruptContext) {
    CountExpirations();
    return std::exchange(expirations_, 0);
  }

  /// Until it expires next; the longest time there is if it is stopped.
  [[nodiscard]] Nanoseconds TimeLeft() {
    if (!due_.has_value()) {
      return Nanoseconds(std::numeric_limits<std::uint64_t>::max());
    }
    const Nanoseconds now = clock_.Now();
    return *due_ <= now ? Nanoseconds(0) : *due_ - now;
  }

 private:
  static constexpr Nanoseconds kLongest{3'600'000'000'000};

  static Nanoseconds Cut(Nanoseconds time) { return time < kLongest ? time : kLongest; }

  void CountExpirations() {
    const Nanoseconds now = clock_.Now();
    if (!due_.has_value() || now < *due_) {
      return;
    }
    if (period_ == Nanoseconds(0)) {
      ++expirations_;
      due_.reset();
      return;
    }
    const std::uint64_t passed = (now - *due_) / period_ + 1;
    expirations_ += passed;
    *due_ += period_ * passed;
  }

  Clock& clock_;
  std::optional<Nanoseconds> due_;
  Nanoseconds period_{0};
  std::uint64_t expirations_ = 0;
};

}  // namespace starkernel::hal
