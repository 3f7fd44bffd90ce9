#include "src/base/result.h"

namespace starkernel {

Result<int> Measure();

[[nodiscard]] inline Result<int> Twice() { return 2 * TRY(Measure()); }

[[nodiscard]] inline int TwiceOrElse() {
  // expected-error@+1 {{cannot initialize return object of type 'int' with an rvalue}}
  return 2 * TRY(Measure());
}

}  // namespace starkernel
