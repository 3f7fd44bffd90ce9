#include <utility>

#include "src/pmm/frame_run.h"

namespace starkernel {

[[nodiscard]] inline pmm::FrameRun Moved(pmm::FrameRun& run) { return std::move(run); }

[[nodiscard]] inline pmm::FrameRun Copied(pmm::FrameRun& run) {
  // expected-error@+1 {{call to deleted constructor of 'pmm::FrameRun'}}
  return run;
}

}  // namespace starkernel
