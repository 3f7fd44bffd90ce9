#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline PhysAddr Next(PhysAddr address) { return address + ByteCount(8); }

[[nodiscard]] inline PhysAddr NextNumber(PhysAddr address) {
  // expected-error@+1 {{invalid operands to binary expression ('PhysAddr'}}
  return address + 8;
}

}  // namespace starkernel
