#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline ByteCount Distance(PhysAddr from, PhysAddr to) { return to - from; }

[[nodiscard]] inline ByteCount Distance(VirtAddr from, PhysAddr to) {
  // expected-error@+1 {{invalid operands to binary expression ('PhysAddr'}}
  return to - from;
}

}  // namespace starkernel
