#include "src/arbiter/cpu_arbiter.h"

namespace starkernel {

[[nodiscard]] inline arbiter::CpuArbiter& Referred(arbiter::CpuArbiter& arbiter) { return arbiter; }

[[nodiscard]] inline arbiter::CpuArbiter Copied(arbiter::CpuArbiter& arbiter) {
  // expected-error@+1 {{call to deleted constructor of 'arbiter::CpuArbiter'}}
  return arbiter;
}

}  // namespace starkernel
