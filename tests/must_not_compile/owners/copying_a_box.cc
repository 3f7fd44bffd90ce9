#include <utility>

#include "src/heap/box.h"

namespace starkernel {

[[nodiscard]] inline heap::Box<int> Moved(heap::Box<int>& box) { return std::move(box); }

[[nodiscard]] inline heap::Box<int> Copied(heap::Box<int>& box) {
  // expected-error@+1 {{call to deleted constructor of 'heap::Box<int>'}}
  return box;
}

}  // namespace starkernel
