#include "src/base/one_shot.h"

namespace starkernel {

[[nodiscard]] inline int Fresh(int times) {
  int sum = 0;
  for (int round = 0; round < times; ++round) {
    OneShot<int> token(round);
    sum += token.Take();
  }
  return sum;
}

[[nodiscard]] inline int Repeated(int times) {
  OneShot<int> token(7);
  int sum = 0;
  // expected-error@+1 {{state of variable 'token' must match at the entry and exit of loop}}
  for (int round = 0; round < times; ++round) {
    sum += token.Take();
  }
  return sum;
}

}  // namespace starkernel
