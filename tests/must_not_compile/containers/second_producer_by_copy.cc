#include "src/base/spsc_ring.h"

namespace starkernel {

using Ring = SpscRing<int, 8>;

inline void Taken(Ring& ring) { const Ring::Producer producer = ring.TakeProducer(); }

inline void Copied(Ring::Producer& producer) {
  // expected-error@+1 {{call to deleted constructor of 'Ring::Producer'}}
  Ring::Producer second = producer;
  static_cast<void>(second);
}

}  // namespace starkernel
