#include <cstdint>

#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline std::uint64_t Explicit(VirtAddr address) { return address.value(); }

[[nodiscard]] inline std::uint64_t Implicit(VirtAddr address) {
  // expected-error@+1 {{no viable conversion from returned value of type 'VirtAddr'}}
  return address;
}

}  // namespace starkernel
