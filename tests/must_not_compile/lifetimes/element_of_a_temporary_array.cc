#include "src/base/result.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"

namespace starkernel {

[[nodiscard]] inline Result<int> Kept(heap::Heap& heap) {
  const heap::Array<int> array = TRY(heap::MakeArray<int>(heap, 1));
  const int& first = array[0];
  return first;
}

[[nodiscard]] inline Result<int> Lost() {
  // expected-error@+1 {{temporary bound to local reference 'first' will be destroyed}}
  const int& first = heap::Array<int>()[0];
  return first;
}

}  // namespace starkernel
