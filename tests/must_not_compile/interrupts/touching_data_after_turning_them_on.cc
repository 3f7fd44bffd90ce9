#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/interrupts_off.h"

namespace starkernel {

struct PerProcessor {
  int transitions SK_GUARDED_BY(kInterruptsOff) = 0;
};

[[nodiscard]] inline int Inside(hal::InterruptSwitch& interrupts, const PerProcessor& data) {
  const hal::InterruptsOff guard(interrupts);
  return data.transitions;
}

[[nodiscard]] inline int After(hal::InterruptSwitch& interrupts, const PerProcessor& data) {
  {
    const hal::InterruptsOff guard(interrupts);
  }
  // expected-error@+1 {{reading variable 'transitions' requires holding role 'kInterruptsOff'}}
  return data.transitions;
}

}  // namespace starkernel
