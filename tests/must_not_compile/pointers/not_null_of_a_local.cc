#include "src/base/not_null.h"

namespace starkernel {

[[nodiscard]] inline NotNull<int*> Kept(int& number [[clang::lifetimebound]]) { return number; }

[[nodiscard]] inline NotNull<int*> Lost() {
  int number = 7;
  // expected-error@+1 {{address of stack memory associated with local variable 'number' returned}}
  return NotNull<int*>(number);
}

}  // namespace starkernel
