#pragma once

#include "src/arbiter/window_alarm.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"
#include "src/hal/machine.h"

namespace starkernel::arbiter {

/// An alarm by the machine's timer: its interrupt is let in when somebody asks. Where there is no
/// timer, the clock is looked at instead.
class MachineAlarm final : public WindowAlarm {
 public:
  explicit MachineAlarm(hal::Machine& machine [[clang::lifetimebound]]) : machine_(machine) {}

  void Set(Nanoseconds time) override SK_EXCLUDES(kInterruptContext);
  [[nodiscard]] bool HasGoneOff() override SK_EXCLUDES(kInterruptContext);
  void Cancel() override SK_EXCLUDES(kInterruptContext);

 private:
  hal::Machine& machine_;
  Nanoseconds time_{0};
  bool is_armed_ = false;  ///< The timer will expire, or has.
};

}  // namespace starkernel::arbiter
