#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline PhysAddr End(PhysAddr begin, ByteCount size) { return begin + size; }

[[nodiscard]] inline PhysAddr Sum(PhysAddr left, PhysAddr right) {
  // expected-error@+1 {{invalid operands to binary expression ('PhysAddr'}}
  return left + right;
}

}  // namespace starkernel
