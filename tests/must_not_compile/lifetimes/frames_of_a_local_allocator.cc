#include <utility>

#include "src/base/result.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"

namespace starkernel {

[[nodiscard]] inline Result<pmm::FrameRun> Kept(pmm::FrameAllocator& frames
                                                [[clang::lifetimebound]]) {
  return frames.Allocate();
}

[[nodiscard]] inline Result<pmm::FrameRun> Lost(pmm::FrameAllocator& outer) {
  pmm::FrameAllocator frames = std::move(outer);
  // expected-error@+1 {{address of stack memory associated with local variable 'frames' returned}}
  return frames.Allocate();
}

}  // namespace starkernel
