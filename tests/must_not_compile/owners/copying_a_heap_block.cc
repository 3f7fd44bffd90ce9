#include <utility>

#include "src/heap/block.h"

namespace starkernel {

[[nodiscard]] inline heap::Block Moved(heap::Block& block) { return std::move(block); }

[[nodiscard]] inline heap::Block Copied(heap::Block& block) {
  // expected-error@+1 {{call to deleted constructor of 'heap::Block'}}
  return block;
}

}  // namespace starkernel
