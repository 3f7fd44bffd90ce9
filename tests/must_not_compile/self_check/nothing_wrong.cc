#include "src/base/addresses.h"

namespace starkernel {

// Compiles, so that the error never comes.
// expected-error@+1 {{invalid operands to binary expression}}
[[nodiscard]] inline PhysAddr End(PhysAddr begin, ByteCount size) { return begin + size; }

}  // namespace starkernel
