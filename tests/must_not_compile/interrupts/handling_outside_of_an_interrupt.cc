#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"

namespace starkernel {

inline void OnInterrupt() SK_REQUIRES(kInterruptContext) {}

inline void Handler() SK_REQUIRES(kInterruptContext) { OnInterrupt(); }

inline void Elsewhere() {
  // expected-error@+1 {{calling function 'OnInterrupt' requires holding role 'kInterruptContext'}}
  OnInterrupt();
}

}  // namespace starkernel
