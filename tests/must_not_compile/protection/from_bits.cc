#include "src/hal/kernel_mapping.h"

namespace starkernel {

inline constexpr hal::Protection kCode = hal::Protection::kReadExecute;
// expected-error@+1 {{cannot initialize a variable of type 'const hal::Protection'}}
inline constexpr hal::Protection kBoth = 3;

}  // namespace starkernel
