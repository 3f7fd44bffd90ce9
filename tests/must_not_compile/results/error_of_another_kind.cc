#include "src/base/error.h"
#include "src/base/result.h"

namespace starkernel {

[[nodiscard]] inline Result<void> Refuse() { return Error::kCapacity; }

[[nodiscard]] inline Result<void> RefuseNumber() {
  // expected-error@+1 {{no viable conversion from returned value of type 'int'}}
  return 5;
}

}  // namespace starkernel
