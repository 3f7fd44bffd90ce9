#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline FrameNumber Frame(PhysAddr address) { return FrameOf(address); }

[[nodiscard]] inline FrameNumber Frame(VirtAddr address) {
  // expected-error@+1 {{no matching function for call to 'FrameOf'}}
  return FrameOf(address);
}

}  // namespace starkernel
