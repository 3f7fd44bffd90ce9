#include "src/base/addresses.h"

namespace starkernel {

inline constexpr PhysAddr kExplicit{0x1000};
// expected-error@+1 {{no viable conversion from 'int' to 'const PhysAddr'}}
inline constexpr PhysAddr kImplicit = 0x1000;

}  // namespace starkernel
