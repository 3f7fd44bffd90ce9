#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/interrupts_off.h"

namespace starkernel {

struct PerProcessor {
  int transitions SK_GUARDED_BY(kInterruptsOff) = 0;
};

[[nodiscard]] inline int Asserted(hal::InterruptSwitch& interrupts, const PerProcessor& data) {
  hal::RequireInterruptsOff(interrupts);
  return data.transitions;
}

[[nodiscard]] inline int Asked(hal::InterruptSwitch& interrupts, const PerProcessor& data) {
  static_cast<void>(interrupts.IsOn());
  // expected-error@+1 {{reading variable 'transitions' requires holding role 'kInterruptsOff'}}
  return data.transitions;
}

}  // namespace starkernel
