#include "src/base/quantities.h"

namespace starkernel {

inline void Charge(Reductions& used, Reductions more) { used += more; }

inline void Charge(Reductions& used, Nanoseconds elapsed) {
  // expected-error@+1 {{no viable overloaded '+='}}
  used += elapsed;
}

}  // namespace starkernel
