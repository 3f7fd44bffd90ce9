#include "src/base/spsc_ring.h"

namespace starkernel {

using Ring = SpscRing<int, 8>;

inline void Taken(Ring& ring) { const Ring::Producer producer = ring.TakeProducer(); }

inline void Forged(Ring& ring) {
  // expected-error@+1 {{calling a private constructor of class}}
  const Ring::Producer producer(ring);
}

}  // namespace starkernel
