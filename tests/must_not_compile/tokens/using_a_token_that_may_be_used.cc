#include "src/base/one_shot.h"

namespace starkernel {

[[nodiscard]] inline int Asked(bool early) {
  OneShot<int> token(7);
  int value = early ? token.Take() : 0;
  if (token.usable()) {
    value += token.Take();
  }
  return value;
}

[[nodiscard]] inline int Unasked(bool early) {
  OneShot<int> token(7);
  int value = 0;
  if (early) {
    value += token.Take();
  }
  // expected-error@+1 {{method 'Take' on object 'token' while it is in the 'unknown' state}}
  value += token.Take();
  return value;
}

}  // namespace starkernel
