#include "src/base/result.h"

namespace starkernel {

Result<int> Measure();

[[nodiscard]] inline Result<int> Taken() {
  const int value = TRY(Measure());
  return value;
}

[[nodiscard]] inline Result<int> Mistaken() {
  // expected-error@+1 {{no viable conversion from 'Result<int>' to 'const int'}}
  const int value = Measure();
  return value;
}

}  // namespace starkernel
