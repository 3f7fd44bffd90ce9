#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"

namespace starkernel {

[[nodiscard]] inline pmm::FrameRange Kept(pmm::FrameRun& run) { return run.Release(); }

// Nobody would give them back.
inline void Dropped(pmm::FrameRun& run) {
  // expected-error@+1 {{ignoring return value of function declared with 'nodiscard' attribute}}
  run.Release();
}

}  // namespace starkernel
