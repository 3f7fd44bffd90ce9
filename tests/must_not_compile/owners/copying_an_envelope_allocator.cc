#include <utility>

#include "src/vmm/envelope_allocator.h"

namespace starkernel {

[[nodiscard]] inline vmm::EnvelopeAllocator Moved(vmm::EnvelopeAllocator& allocator) {
  return std::move(allocator);
}

[[nodiscard]] inline vmm::EnvelopeAllocator Copied(vmm::EnvelopeAllocator& allocator) {
  // expected-error@+1 {{call to deleted constructor of 'vmm::EnvelopeAllocator'}}
  return allocator;
}

}  // namespace starkernel
