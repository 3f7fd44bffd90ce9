#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/machine.h"

namespace starkernel {

inline void Elsewhere(hal::Machine& machine) { machine.Idle(hal::kIdleWithoutEnd); }

inline void InHandler(hal::Machine& machine) SK_REQUIRES(kInterruptContext) {
  // expected-error@+1 {{cannot call function 'Idle' while role 'kInterruptContext' is held}}
  machine.Idle(hal::kIdleWithoutEnd);
}

}  // namespace starkernel
