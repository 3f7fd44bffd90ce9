#include "src/base/quantities.h"

namespace starkernel {

[[nodiscard]] inline bool Late(Nanoseconds now, Nanoseconds deadline) { return now > deadline; }

[[nodiscard]] inline bool Late(Nanoseconds now, ByteCount deadline) {
  // expected-error@+1 {{invalid operands to binary expression ('Nanoseconds'}}
  return now > deadline;
}

}  // namespace starkernel
