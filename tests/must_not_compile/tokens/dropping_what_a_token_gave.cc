#include "src/base/one_shot.h"

namespace starkernel {

[[nodiscard]] inline int Used(OneShot<int> token) { return token.Take(); }

inline void Dropped(OneShot<int> token) {
  // expected-error@+1 {{ignoring return value of function declared with 'nodiscard' attribute}}
  token.Take();
}

}  // namespace starkernel
