#include "src/base/spsc_ring.h"

namespace starkernel {

using Ring = SpscRing<int, 8>;

[[nodiscard]] inline Ring::Producer Kept(Ring& ring [[clang::lifetimebound]]) {
  return ring.TakeProducer();
}

[[nodiscard]] inline Ring::Producer Lost() {
  Ring ring;
  // expected-error@+1 {{address of stack memory associated with local variable 'ring' returned}}
  return ring.TakeProducer();
}

}  // namespace starkernel
