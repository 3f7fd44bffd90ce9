#include "src/base/result.h"

// Without an attribute of its own: the type is enough.

namespace starkernel {

Result<void> Work();

[[nodiscard]] inline Result<void> Kept() { return Work(); }

inline void Ignored() {
  // expected-error@+1 {{declared with 'nodiscard' attribute}}
  Work();
}

}  // namespace starkernel
