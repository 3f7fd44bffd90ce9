#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline VirtAddr InEnvelope(VirtAddr base, GuestAddr offset) {
  return base + ByteCount(offset.value());
}

[[nodiscard]] inline VirtAddr Anywhere(GuestAddr offset) {
  // expected-error@+1 {{no matching conversion for functional-style cast from 'GuestAddr'}}
  return VirtAddr(offset);
}

}  // namespace starkernel
