#include "src/base/one_shot.h"

namespace starkernel {

[[nodiscard]] inline int Use(OneShot<int> token) { return token.Take(); }

[[nodiscard]] inline int Made() { return Use(OneShot<int>(7)); }

// expected-error@+1 {{no matching function for call to 'Use'}}
[[nodiscard]] inline int Forged() { return Use(7); }

}  // namespace starkernel
