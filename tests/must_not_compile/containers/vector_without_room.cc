#include "src/base/fixed_vector.h"

namespace starkernel {

inline FixedVector<int, 1> one;
// expected-error@+1 {{constraints not satisfied for class template 'FixedVector'}}
inline FixedVector<int, 0> none;

}  // namespace starkernel
