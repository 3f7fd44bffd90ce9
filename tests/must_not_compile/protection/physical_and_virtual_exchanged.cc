#include "src/vmm/address_space.h"

namespace starkernel {

[[nodiscard]] inline Result<void> Right(vmm::AddressSpace& space, VirtAddr virt, PhysAddr phys) {
  return space.Map(virt, phys, PageCount(1), {});
}

[[nodiscard]] inline Result<void> Exchanged(vmm::AddressSpace& space, VirtAddr virt,
                                            PhysAddr phys) {
  // expected-error@+1 {{no viable conversion from 'StrongPosition<struct PhysAddrTag}}
  return space.Map(phys, virt, PageCount(1), {});
}

}  // namespace starkernel
