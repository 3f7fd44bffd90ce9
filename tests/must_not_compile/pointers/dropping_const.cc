#include "src/base/not_null.h"

namespace starkernel {

[[nodiscard]] inline NotNull<const int*> Added(NotNull<int*> pointer) { return pointer; }

[[nodiscard]] inline NotNull<int*> Dropped(NotNull<const int*> pointer) {
  // expected-error@+1 {{no viable conversion from returned value of type 'NotNull<const int *>'}}
  return pointer;
}

}  // namespace starkernel
