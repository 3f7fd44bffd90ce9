#pragma once

#include <cstdint>
#include <optional>

#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/rounding.h"
#include "src/base/thread_annotations.h"
#include "src/hal/time/counter.h"
#include "src/hal/time/tick_length.h"
#include "src/hal/timer.h"
#include "src/hal/x86_64/apic/local_apic.h"

namespace starkernel::hal {

/// Where a deadline is written that the cycle counter is to reach.
class DeadlineRegister {
 public:
  /// 0 disarms. The interrupt comes once the counter is not below `cycles`.
  virtual void Write(std::uint64_t cycles) = 0;

 protected:
  ~DeadlineRegister() = default;
};

/// What counts expirations.
class ExpirationCount {
 public:
  [[nodiscard]] virtual std::uint64_t Take() SK_EXCLUDES(kInterruptContext) = 0;

 protected:
  ~ExpirationCount() = default;
};

/// The timer of the local APIC: by the cycle counter's deadline where it can be (Intel SDM volume
/// 3, 11.5.4.1), but for periods; otherwise by its own ticks, whose length has been measured.
class ApicTimer final : public Timer {
 public:
  ApicTimer(LocalApic& apic [[clang::lifetimebound]],
            ExpirationCount& expirations [[clang::lifetimebound]])
      : apic_(apic), expirations_(expirations) {}

  /// Lets the timer count ticks of this length, after the division.
  void UseTicks(TickLength tick) { tick_ = tick; }

  /// Lets single delays go by deadlines; `cycles` is the counter, whose tick is `tick`.
  void UseDeadlines(DeadlineRegister& deadline [[clang::lifetimebound]],
                    Counter& cycles [[clang::lifetimebound]], TickLength tick) {
    deadlines_ = {.place = &deadline, .cycles = &cycles, .tick = tick};
  }

  void StartOnce(Nanoseconds delay) override SK_REQUIRES(kInterruptsOff);
  void StartPeriodic(Nanoseconds period) override SK_REQUIRES(kInterruptsOff);
  void Stop() override SK_REQUIRES(kInterruptsOff);
  [[nodiscard]] Nanoseconds Longest() const override;
  [[nodiscard]] std::uint64_t TakeExpirations() override SK_EXCLUDES(kInterruptContext) {
    return expirations_.Take();
  }

  /// The length of a tick, if it has been measured.
  [[nodiscard]] std::optional<TickLength> tick() const { return tick_; }
  [[nodiscard]] bool has_deadlines() const { return deadlines_.place != nullptr; }

 private:
  struct Deadlines {
    DeadlineRegister* place = nullptr;
    Counter* cycles = nullptr;
    TickLength tick{};
  };

  void SetMode(ApicTimerMode mode) SK_REQUIRES(kInterruptsOff);
  [[nodiscard]] std::uint32_t TicksFor(Nanoseconds time, Rounding rounding) const;

  LocalApic& apic_;
  ExpirationCount& expirations_;
  std::optional<TickLength> tick_;
  Deadlines deadlines_;
  std::optional<ApicTimerMode> mode_ SK_GUARDED_BY(kInterruptsOff);
};

}  // namespace starkernel::hal
