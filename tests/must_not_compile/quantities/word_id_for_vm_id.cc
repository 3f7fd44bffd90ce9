#include "src/base/ids.h"

namespace starkernel {

[[nodiscard]] inline bool Same(VmId left, VmId right) { return left == right; }

[[nodiscard]] inline bool Same(VmId left, WordId right) {
  // expected-error@+1 {{invalid operands to binary expression ('VmId'}}
  return left == right;
}

}  // namespace starkernel
