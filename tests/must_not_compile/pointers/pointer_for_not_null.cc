#include "src/base/not_null.h"

namespace starkernel {

[[nodiscard]] inline NotNull<int*> Checked(int* number) { return NotNull<int*>(number); }

[[nodiscard]] inline NotNull<int*> Unchecked(int* number) {
  // expected-error@+1 {{no viable conversion from returned value of type 'int *'}}
  return number;
}

}  // namespace starkernel
