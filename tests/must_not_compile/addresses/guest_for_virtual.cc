#include "src/base/addresses.h"

namespace starkernel {

inline void Take(VirtAddr& to, VirtAddr machine, GuestAddr guest) {
  to = machine;
  // expected-error@+1 {{no viable overloaded '='}}
  to = guest;
}

}  // namespace starkernel
