#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline bool Before(PhysAddr left, PhysAddr right) { return left < right; }

[[nodiscard]] inline bool Before(PhysAddr left, VirtAddr right) {
  // expected-error@+1 {{invalid operands to binary expression ('PhysAddr'}}
  return left < right;
}

}  // namespace starkernel
