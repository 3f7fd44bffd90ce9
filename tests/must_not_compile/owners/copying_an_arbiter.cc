#include "src/arbiter/arbiter.h"

namespace starkernel {

[[nodiscard]] inline arbiter::Arbiter& Referred(arbiter::Arbiter& arbiter) { return arbiter; }

[[nodiscard]] inline arbiter::Arbiter Copied(arbiter::Arbiter& arbiter) {
  // expected-error@+1 {{call to deleted constructor of 'arbiter::Arbiter'}}
  return arbiter;
}

}  // namespace starkernel
