#include "src/base/spsc_ring.h"

namespace starkernel {

using Ring = SpscRing<int, 8>;

[[nodiscard]] inline Result<void> Right(Ring::Producer& producer) { return producer.Push(7); }

[[nodiscard]] inline Result<void> Wrong(Ring::Consumer& consumer) {
  // expected-error@+1 {{no member named 'Push' in}}
  return consumer.Push(7);
}

}  // namespace starkernel
