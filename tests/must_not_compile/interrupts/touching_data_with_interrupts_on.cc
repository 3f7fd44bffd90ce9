#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/interrupts_off.h"

namespace starkernel {

struct PerProcessor {
  int transitions SK_GUARDED_BY(kInterruptsOff) = 0;
};

inline void Off(hal::InterruptSwitch& interrupts, PerProcessor& data) {
  const hal::InterruptsOff guard(interrupts);
  ++data.transitions;
}

inline void On(PerProcessor& data) {
  // expected-error@+1 {{variable 'transitions' requires holding role 'kInterruptsOff'}}
  ++data.transitions;
}

}  // namespace starkernel
