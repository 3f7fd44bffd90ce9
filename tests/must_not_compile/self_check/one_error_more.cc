#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline bool Before(PhysAddr left, VirtAddr right) {
  // expected-error@+1 {{invalid operands to binary expression}}
  return left < right;
}

// An accident in the use that should be allowed.
[[nodiscard]] inline bool Before(PhysAddr left, PhysAddr right) { return left < rihgt; }

}  // namespace starkernel
