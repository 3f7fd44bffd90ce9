#include <utility>

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/heap/box.h"

namespace starkernel {

inline void Elsewhere(heap::Box<int>& box) { const heap::Box<int> dies(std::move(box)); }

inline void InHandler(heap::Box<int>& box) SK_REQUIRES(kInterruptContext) {
  const heap::Box<int> dies(std::move(box));
  // expected-error@+1 {{cannot call function '~Box' while role 'kInterruptContext' is held}}
}

}  // namespace starkernel
