#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline ByteCount Distance(GuestAddr from, GuestAddr to) { return to - from; }

[[nodiscard]] inline GuestAddr Position(GuestAddr from, GuestAddr to) {
  // expected-error@+1 {{no viable conversion from returned value of type 'starkernel::Strong}}
  return to - from;
}

}  // namespace starkernel
