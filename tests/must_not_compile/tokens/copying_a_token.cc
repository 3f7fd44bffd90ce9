#include <utility>

#include "src/base/one_shot.h"

namespace starkernel {

[[nodiscard]] inline int Use(OneShot<int> token) { return token.Take(); }

[[nodiscard]] inline int Moved() {
  OneShot<int> token(7);
  return Use(std::move(token));
}

[[nodiscard]] inline int Copied() {
  OneShot<int> token(7);
  // expected-error@+1 {{call to deleted constructor of 'OneShot<int>'}}
  return Use(token);
}

}  // namespace starkernel
