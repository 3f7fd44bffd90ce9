#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline bool Before(PhysAddr left, VirtAddr right) {
  // Rejected, but not there.
  // expected-error@+1 {{invalid operands to binary expression}}
  const PhysAddr same = left;
  return same < right;
}

}  // namespace starkernel
