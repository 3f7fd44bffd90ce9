#include "src/base/result.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"

namespace starkernel {

[[nodiscard]] inline Result<pmm::FrameRun> Kept(pmm::FrameAllocator& frames) {
  return frames.Allocate();
}

inline void Ignored(pmm::FrameAllocator& frames) {
  // expected-error@+1 {{ignoring return value of function declared with 'nodiscard' attribute}}
  frames.Allocate();
}

}  // namespace starkernel
