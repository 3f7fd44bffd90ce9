#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/heap/block.h"

namespace starkernel {

inline void Elsewhere(heap::Block& block) { block.Reset(); }

inline void InHandler(heap::Block& block) SK_REQUIRES(kInterruptContext) {
  // expected-error@+1 {{cannot call function 'Reset' while role 'kInterruptContext' is held}}
  block.Reset();
}

}  // namespace starkernel
