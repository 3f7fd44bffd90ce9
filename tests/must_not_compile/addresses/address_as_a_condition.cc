#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline bool IsNull(VirtAddr address) { return address == VirtAddr{}; }

[[nodiscard]] inline bool IsNotNull(VirtAddr address) {
  // expected-error@+1 {{is not contextually convertible to 'bool'}}
  return address ? true : false;
}

}  // namespace starkernel
