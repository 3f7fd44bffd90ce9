#include <utility>

#include "src/base/one_shot.h"

namespace starkernel {

[[nodiscard]] inline int Use(OneShot<int> token) { return token.Take(); }

[[nodiscard]] inline int HandedOn() {
  OneShot<int> token(7);
  return Use(std::move(token));
}

[[nodiscard]] inline int HandedOnAndKept() {
  OneShot<int> token(7);
  const int first = Use(std::move(token));
  // expected-error@+1 {{method 'Take' on object 'token' while it is in the 'consumed' state}}
  return first + token.Take();
}

}  // namespace starkernel
