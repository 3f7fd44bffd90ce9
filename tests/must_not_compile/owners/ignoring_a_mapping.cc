#include "src/base/result.h"
#include "src/vmm/address_space.h"

namespace starkernel {

[[nodiscard]] inline Result<void> Kept(vmm::AddressSpace& space, VirtAddr page) {
  return space.Unmap(page, PageCount(1));
}

inline void Ignored(vmm::AddressSpace& space, VirtAddr page) {
  // expected-error@+1 {{ignoring return value of function declared with 'nodiscard' attribute}}
  space.Unmap(page, PageCount(1));
}

}  // namespace starkernel
