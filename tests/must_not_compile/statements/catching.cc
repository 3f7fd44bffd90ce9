#include "src/base/result.h"

namespace starkernel {

Result<void> Work();

[[nodiscard]] inline bool Asked() { return Work().ok(); }

[[nodiscard]] inline bool Caught() {
  // expected-error@+1 {{cannot use 'try' with exceptions disabled}}
  try {
    return Work().ok();
  } catch (...) {
    return false;
  }
}

}  // namespace starkernel
