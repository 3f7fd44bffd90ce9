#include <utility>

#include "src/pmm/frame_run.h"

namespace starkernel {

inline void Moved(pmm::FrameRun& to, pmm::FrameRun& from) { to = std::move(from); }

inline void Copied(pmm::FrameRun& to, pmm::FrameRun& from) {
  // expected-error@+1 {{overload resolution selected deleted operator '='}}
  to = from;
}

}  // namespace starkernel
