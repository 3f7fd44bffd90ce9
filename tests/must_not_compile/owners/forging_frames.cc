#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"

namespace starkernel {

[[nodiscard]] inline pmm::FrameRun Adopted(pmm::FrameAllocator& frames, pmm::FrameRange range) {
  return pmm::FrameRun::Adopt(frames, range);
}

[[nodiscard]] inline pmm::FrameRun Forged(pmm::FrameAllocator& frames, pmm::FrameRange range) {
  // expected-error@+1 {{calling a private constructor of class 'starkernel::pmm::FrameRun'}}
  return pmm::FrameRun(frames, range);
}

}  // namespace starkernel
