#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/panic.h"
#include "src/base/thread_annotations.h"
#include "src/hal/interrupt_switch.h"

namespace starkernel::hal {

/// Keeps interrupts off until the end of the scope, and turns them on again only if they were on.
/// Holds kInterruptsOff, and so lets the scope touch what that guards.
class SK_SCOPED_CAPABILITY [[nodiscard]] InterruptsOff {
 public:
  explicit InterruptsOff(InterruptSwitch& interrupts [[clang::lifetimebound]])
      SK_ACQUIRE(kInterruptsOff)
      : interrupts_(interrupts), were_on_(interrupts.TurnOff()) {}
  InterruptsOff(const InterruptsOff&) = delete;
  InterruptsOff& operator=(const InterruptsOff&) = delete;
  ~InterruptsOff() SK_RELEASE() {
    if (were_on_) {
      interrupts_.TurnOn();
    }
  }

 private:
  InterruptSwitch& interrupts_;
  bool were_on_;
};

/// Panics if interrupts are on. From then on the calling function holds kInterruptsOff.
inline void RequireInterruptsOff(const InterruptSwitch& interrupts)
    SK_ASSERT_CAPABILITY(kInterruptsOff) {
  Require(!interrupts.IsOn(), "interrupts are on where they have to be off");
}

}  // namespace starkernel::hal
