#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"

namespace starkernel {

[[nodiscard]] inline Result<heap::Box<int>> Elsewhere(heap::Heap& heap [[clang::lifetimebound]]) {
  return heap::MakeBox<int>(heap, 7);
}

[[nodiscard]] inline Result<heap::Box<int>> InHandler(heap::Heap& heap [[clang::lifetimebound]])
    SK_REQUIRES(kInterruptContext) {
  // expected-error@+1 {{cannot call function 'MakeBox' while role 'kInterruptContext' is held}}
  return heap::MakeBox<int>(heap, 7);
}

}  // namespace starkernel
