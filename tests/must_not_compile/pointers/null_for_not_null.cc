#include "src/base/not_null.h"

namespace starkernel {

[[nodiscard]] inline NotNull<int*> Something(int& number [[clang::lifetimebound]]) {
  return number;
}

[[nodiscard]] inline NotNull<int*> Nothing() {
  // expected-error@+1 {{conversion function from 'std::nullptr_t'}}
  return nullptr;
}

}  // namespace starkernel
