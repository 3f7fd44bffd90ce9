#include "src/base/fixed_vector.h"

namespace starkernel {

[[nodiscard]] inline Result<void> Kept(FixedVector<int, 4>& vector) { return vector.Push(7); }

inline void Ignored(FixedVector<int, 4>& vector) {
  // expected-error@+1 {{ignoring return value of function declared with 'nodiscard' attribute}}
  vector.Push(7);
}

}  // namespace starkernel
