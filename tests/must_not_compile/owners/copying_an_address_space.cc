#include <utility>

#include "src/vmm/address_space.h"

namespace starkernel {

[[nodiscard]] inline vmm::AddressSpace Moved(vmm::AddressSpace& space) { return std::move(space); }

[[nodiscard]] inline vmm::AddressSpace Copied(vmm::AddressSpace& space) {
  // expected-error@+1 {{call to implicitly-deleted copy constructor of 'vmm::AddressSpace'}}
  return space;
}

}  // namespace starkernel
