#include "src/base/one_shot.h"

namespace starkernel {

[[nodiscard]] inline int Once() {
  OneShot<int> token(7);
  return token.Take();
}

[[nodiscard]] inline int Twice() {
  OneShot<int> token(7);
  const int first = token.Take();
  // expected-error@+1 {{method 'Take' on object 'token' while it is in the 'consumed' state}}
  return first + token.Take();
}

}  // namespace starkernel
