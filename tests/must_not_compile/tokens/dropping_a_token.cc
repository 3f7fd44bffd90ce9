#include "src/base/one_shot.h"

namespace starkernel {

[[nodiscard]] OneShot<int> Issue();

[[nodiscard]] inline int Used() {
  OneShot<int> token = Issue();
  return token.usable() ? token.Take() : 0;
}

inline void Dropped() {
  // expected-error@+1 {{ignoring return value of function declared with 'nodiscard' attribute}}
  Issue();
}

}  // namespace starkernel
