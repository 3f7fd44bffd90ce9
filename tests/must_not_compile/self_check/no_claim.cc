#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline bool Before(PhysAddr left, VirtAddr right) { return left < right; }

}  // namespace starkernel
