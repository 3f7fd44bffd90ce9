#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline bool Low(PhysAddr address) { return address < PhysAddr(0x100000); }

[[nodiscard]] inline bool LowNumber(PhysAddr address) {
  // expected-error@+1 {{invalid operands to binary expression ('PhysAddr'}}
  return address < 0x100000;
}

}  // namespace starkernel
