#include "src/base/spsc_ring.h"

namespace starkernel {

inline SpscRing<int, 8> eight;
// expected-error@+1 {{constraints not satisfied for class template 'SpscRing'}}
inline SpscRing<int, 7> seven;

}  // namespace starkernel
