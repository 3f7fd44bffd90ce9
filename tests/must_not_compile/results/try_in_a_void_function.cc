#include "src/base/result.h"

namespace starkernel {

Result<int> Measure();
void Use(int value);

[[nodiscard]] inline Result<void> Propagated() {
  Use(TRY(Measure()));
  return {};
}

inline void Swallowed() {
  // expected-error@+1 {{void function 'Swallowed' should not return a value}}
  Use(TRY(Measure()));
}

}  // namespace starkernel
