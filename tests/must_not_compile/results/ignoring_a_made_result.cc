#include "src/base/result.h"

namespace starkernel {

[[nodiscard]] inline Result<int> Kept() { return Result<int>(7); }

inline void Ignored() {
  // expected-error@+1 {{ignoring temporary created by a constructor declared with 'nodiscard'}}
  Result<int>(7);
}

}  // namespace starkernel
