#include "src/base/error.h"

namespace starkernel {

[[nodiscard]] inline Error Failure() { return Error::kNotFound; }

[[nodiscard]] inline Error FailureNumber() {
  // expected-error@+1 {{cannot initialize return object of type 'Error' with an rvalue}}
  return 6;
}

}  // namespace starkernel
