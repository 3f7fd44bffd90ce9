#include "src/vmm/address_space.h"

namespace starkernel {

[[nodiscard]] inline Result<void> Right(vmm::AddressSpace& space, VirtAddr virt, ByteCount size) {
  return space.Unmap(virt, PagesFor(size));
}

[[nodiscard]] inline Result<void> Mistaken(vmm::AddressSpace& space, VirtAddr virt,
                                           ByteCount size) {
  // expected-error@+1 {{no viable conversion from 'StrongCount<struct ByteCountTag}}
  return space.Unmap(virt, size);
}

}  // namespace starkernel
