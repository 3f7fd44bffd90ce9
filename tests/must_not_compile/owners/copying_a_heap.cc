#include "src/heap/heap.h"

namespace starkernel {

[[nodiscard]] inline heap::Heap& Referred(heap::Heap& heap) { return heap; }

[[nodiscard]] inline heap::Heap Copied(heap::Heap& heap) {
  // expected-error@+1 {{call to deleted constructor of 'heap::Heap'}}
  return heap;
}

}  // namespace starkernel
