#include "src/base/fixed_vector.h"

namespace starkernel {

[[nodiscard]] FixedVector<int, 4> Make();

[[nodiscard]] inline int Kept() {
  const FixedVector<int, 4> vector = Make();
  const int& first = vector[0];
  return first;
}

[[nodiscard]] inline int Lost() {
  // expected-error@+1 {{temporary bound to local reference 'first' will be destroyed}}
  const int& first = Make()[0];
  return first;
}

}  // namespace starkernel
