#include "src/hal/kernel_mapping.h"

namespace starkernel {

inline constexpr hal::Protection kData = hal::Protection::kReadWrite;
// expected-error@+1 {{no member named 'kReadWriteExecute' in 'starkernel::hal::Protection'}}
inline constexpr hal::Protection kBoth = hal::Protection::kReadWriteExecute;

}  // namespace starkernel
