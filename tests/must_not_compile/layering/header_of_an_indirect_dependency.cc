#include "src/base/addresses.h"
// expected-error@+1 {{depend on a module exporting 'src/base/result.h'}}
#include "src/base/result.h"

namespace starkernel {

[[nodiscard]] inline PhysAddr Zero() { return PhysAddr{}; }

}  // namespace starkernel
