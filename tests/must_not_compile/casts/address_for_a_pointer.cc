#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline VirtAddr Address(std::uint64_t number) { return VirtAddr(number); }

[[nodiscard]] inline const std::byte* Pointer(VirtAddr address) {
  // expected-error@+1 {{reinterpret_cast from 'VirtAddr'}}
  return reinterpret_cast<const std::byte*>(address);
}

}  // namespace starkernel
