#include <utility>

#include "src/heap/heap.h"
#include "src/pmm/frame_allocator.h"

namespace starkernel {

inline void Kept(pmm::FrameAllocator& frames) { const heap::Heap heap(frames); }

[[nodiscard]] inline heap::Heap Lost(pmm::FrameAllocator& outer) {
  pmm::FrameAllocator frames = std::move(outer);
  // expected-error@+1 {{address of stack memory associated with local variable 'frames' returned}}
  return heap::Heap(frames);
}

}  // namespace starkernel
