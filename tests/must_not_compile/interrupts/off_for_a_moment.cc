#include "src/hal/interrupts_off.h"

namespace starkernel {

inline void Scope(hal::InterruptSwitch& interrupts) { const hal::InterruptsOff guard(interrupts); }

// On again before the next statement.
inline void Moment(hal::InterruptSwitch& interrupts) {
  // expected-error@+1 {{ignoring temporary created by a constructor declared with 'nodiscard'}}
  hal::InterruptsOff{interrupts};
}

}  // namespace starkernel
