#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline ByteCount Twice(ByteCount size) { return size * 2; }

[[nodiscard]] inline PhysAddr Twice(PhysAddr address) {
  // expected-error@+1 {{invalid operands to binary expression ('PhysAddr'}}
  return address * 2;
}

}  // namespace starkernel
