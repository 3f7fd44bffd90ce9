#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"

namespace starkernel::arbiter {

/// What goes off while a VM instance runs.
class WindowAlarm {
 public:
  /// From now on it goes off when that time has come, which may be now, or a device has
  /// interrupted.
  virtual void Set(Nanoseconds time) SK_EXCLUDES(kInterruptContext) = 0;

  /// Whether there is a reason for it to go off.
  [[nodiscard]] virtual bool HasGoneOff() SK_EXCLUDES(kInterruptContext) = 0;

  virtual void Cancel() SK_EXCLUDES(kInterruptContext) = 0;

 protected:
  ~WindowAlarm() = default;
};

}  // namespace starkernel::arbiter
