#include <utility>

#include "src/base/one_shot.h"

namespace starkernel {

[[nodiscard]] inline int Fresh() {
  OneShot<int> token(7);
  OneShot<int> other(std::move(token));
  return other.Take();
}

[[nodiscard]] inline int Refilled() {
  OneShot<int> token(7);
  // expected-error@+1 {{overload resolution selected deleted operator '='}}
  token = OneShot<int>(8);
  return token.Take();
}

}  // namespace starkernel
