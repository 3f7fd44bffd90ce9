#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline bool Before(PhysAddr left, VirtAddr right) {
  // Rejected, but for another reason.
  // expected-error@+1 {{no viable conversion from}}
  return left < right;
}

}  // namespace starkernel
