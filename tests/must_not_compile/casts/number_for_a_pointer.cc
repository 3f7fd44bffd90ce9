#include <cstdint>

#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline VirtAddr Address(std::uint64_t number) { return VirtAddr(number); }

[[nodiscard]] inline int* Pointer(std::uint64_t number) {
  // expected-error@+1 {{cannot cast from type 'std::uint64_t'}}
  return static_cast<int*>(number);
}

}  // namespace starkernel
