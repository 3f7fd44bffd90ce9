#include "src/hal/machine.h"

namespace starkernel {

[[nodiscard]] inline hal::Console& Used(hal::Machine& machine) { return machine.console(); }

inline void Ended(hal::Machine& machine) {
  // expected-error@+2 {{'~Machine' is a protected member of 'starkernel::hal::Machine'}}
  // expected-error@+1 {{destructor called on 'starkernel::hal::Machine' that is abstract}}
  machine.~Machine();
}

}  // namespace starkernel
