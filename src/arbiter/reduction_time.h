#pragma once

#include <algorithm>
#include <optional>

#include "src/arbiter/arbiter_time.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/saturating.h"
#include "src/base/thread_annotations.h"
#include "src/hal/machine.h"

namespace starkernel::arbiter {

/// Virtual time: what VM instances spend, and nothing else. While nobody can run the next one's
/// time has come at once; only where nobody waits for a time either does the machine rest. So the
/// same input gives the same transitions on every machine.
class ReductionTime final : public ArbiterTime {
 public:
  /// What a reduction stands for: about what one takes.
  static constexpr Nanoseconds kReduction{10};

  explicit ReductionTime(hal::Machine& machine [[clang::lifetimebound]]) : machine_(machine) {}

  [[nodiscard]] Nanoseconds Now() override { return now_; }
  void Pass(Reductions spent) override {
    now_ = Nanoseconds(SaturatingAdd(now_.value(), TimeOf(spent).value()));
  }
  [[nodiscard]] Nanoseconds TimeOf(Reductions spent) const override {
    return Nanoseconds(SaturatingMultiply(spent.value(), kReduction.value()));
  }
  void RestUntil(std::optional<Nanoseconds> time) override SK_EXCLUDES(kInterruptContext) {
    if (!time.has_value()) {
      machine_.Idle(hal::kIdleWithoutEnd);
    } else {
      now_ = std::max(now_, *time);
    }
  }

 private:
  hal::Machine& machine_;
  Nanoseconds now_{0};
};

}  // namespace starkernel::arbiter
