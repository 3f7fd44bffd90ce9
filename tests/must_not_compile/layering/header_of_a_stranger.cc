#include "src/base/addresses.h"
// Out of sight where Bazel hides what is no input; out of reach where it does not.
// expected-error-re@+1 {{{{'src/heap/heap.h' file not found|does not depend on a module}}}}
#include "src/heap/heap.h"

namespace starkernel {

inline constexpr PhysAddr kKnown{};

}  // namespace starkernel
