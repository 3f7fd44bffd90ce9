#include <utility>

#include "src/vmm/envelope.h"

namespace starkernel {

[[nodiscard]] inline vmm::Envelope Moved(vmm::Envelope& envelope) { return std::move(envelope); }

[[nodiscard]] inline vmm::Envelope Copied(vmm::Envelope& envelope) {
  // expected-error@+1 {{call to implicitly-deleted copy constructor of 'vmm::Envelope'}}
  return envelope;
}

}  // namespace starkernel
