#include <utility>

#include "src/pmm/frame_allocator.h"

namespace starkernel {

[[nodiscard]] inline pmm::FrameAllocator Moved(pmm::FrameAllocator& frames) {
  return std::move(frames);
}

[[nodiscard]] inline pmm::FrameAllocator Copied(pmm::FrameAllocator& frames) {
  // expected-error@+1 {{call to deleted constructor of 'pmm::FrameAllocator'}}
  return frames;
}

}  // namespace starkernel
