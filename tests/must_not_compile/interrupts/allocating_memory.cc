#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/heap/heap.h"

namespace starkernel {

[[nodiscard]] inline Result<heap::Block> Elsewhere(heap::Heap& heap [[clang::lifetimebound]]) {
  return heap.Allocate(ByteCount(64));
}

[[nodiscard]] inline Result<heap::Block> InHandler(heap::Heap& heap [[clang::lifetimebound]])
    SK_REQUIRES(kInterruptContext) {
  // expected-error@+1 {{cannot call function 'Allocate' while role 'kInterruptContext' is held}}
  return heap.Allocate(ByteCount(64));
}

}  // namespace starkernel
