#include "src/heap/array.h"

#include <cstddef>
#include <cstdint>

#include "src/base/checked.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/block.h"
#include "src/heap/heap.h"

namespace starkernel::heap {

// Here once, not in each type's MakeArray: what the heap compiles into its callers is large.
Result<Block> AllocateElements(Heap& heap, std::size_t count, ByteCount size, ByteCount alignment) {
  const std::uint64_t bytes = TRY(CheckedMultiply<std::uint64_t>(count, size.value()));
  return heap.Allocate(ByteCount(bytes), alignment);
}

}  // namespace starkernel::heap
