#include "src/hal/interrupt_switch.h"

namespace starkernel {

inline void Restored(hal::InterruptSwitch& interrupts) {
  if (interrupts.TurnOff()) {
    interrupts.TurnOn();
  }
}

inline void Forgotten(hal::InterruptSwitch& interrupts) {
  // expected-error@+1 {{ignoring return value of function declared with 'nodiscard' attribute}}
  interrupts.TurnOff();
}

}  // namespace starkernel
