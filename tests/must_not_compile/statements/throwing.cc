#include "src/base/error.h"
#include "src/base/result.h"

namespace starkernel {

[[nodiscard]] inline Result<void> Returned() { return Error::kNotFound; }

[[nodiscard]] inline Result<void> Thrown() {
  // expected-error@+1 {{cannot use 'throw' with exceptions disabled}}
  throw Error::kNotFound;
}

}  // namespace starkernel
