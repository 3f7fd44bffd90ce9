#include "src/base/result.h"

namespace starkernel {

Result<bool> IsPresent();

[[nodiscard]] inline bool Asked() {
  const Result<bool> present = IsPresent();
  return present.ok() && present.value();
}

// Of success or of the value?
[[nodiscard]] inline bool Unclear() {
  // expected-error@+1 {{is not contextually convertible to 'bool'}}
  return IsPresent() ? true : false;
}

}  // namespace starkernel
