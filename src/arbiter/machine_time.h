#pragma once

#include <optional>

#include "src/arbiter/arbiter_time.h"
#include "src/arbiter/machine_alarm.h"
#include "src/arbiter/window_alarm.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"
#include "src/hal/machine.h"

namespace starkernel::arbiter {

/// Real time: the machine's clock.
class MachineTime final : public ArbiterTime {
 public:
  explicit MachineTime(hal::Machine& machine [[clang::lifetimebound]])
      : machine_(machine), alarm_(machine) {}

  [[nodiscard]] Nanoseconds Now() override { return machine_.clock().Now(); }
  void Pass(Reductions /*spent*/) override {}
  void RestUntil(std::optional<Nanoseconds> time) override SK_EXCLUDES(kInterruptContext) {
    if (!time.has_value()) {
      machine_.Idle(hal::kIdleWithoutEnd);
      return;
    }
    if (const Nanoseconds now = Now(); now < *time) {
      machine_.Idle(*time - now);
    }
  }
  [[nodiscard]] WindowAlarm* alarm() [[clang::lifetimebound]] override { return &alarm_; }

 private:
  hal::Machine& machine_;
  MachineAlarm alarm_;
};

}  // namespace starkernel::arbiter
