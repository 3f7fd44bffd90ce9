#include "src/hal/kernel_mapping.h"

namespace starkernel {

inline constexpr hal::Protection kCode = hal::Protection::kReadExecute;
// expected-error@+1 {{invalid operands to binary expression}}
inline constexpr auto kBoth = hal::Protection::kReadWrite | hal::Protection::kReadExecute;

}  // namespace starkernel
