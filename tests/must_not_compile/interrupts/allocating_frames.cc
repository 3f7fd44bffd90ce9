#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/pmm/frame_allocator.h"

namespace starkernel {

[[nodiscard]] inline Result<pmm::FrameRun> Elsewhere(pmm::FrameAllocator& frames
                                                     [[clang::lifetimebound]]) {
  return frames.Allocate();
}

// The allocator itself may be what was interrupted.
[[nodiscard]] inline Result<pmm::FrameRun> InHandler(pmm::FrameAllocator& frames
                                                     [[clang::lifetimebound]])
    SK_REQUIRES(kInterruptContext) {
  // expected-error@+1 {{cannot call function 'Allocate' while role 'kInterruptContext' is held}}
  return frames.Allocate();
}

}  // namespace starkernel
