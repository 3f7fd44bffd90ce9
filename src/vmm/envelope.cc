#include "src/vmm/envelope.h"

#include "src/vmm/envelope_allocator.h"

namespace starkernel::vmm {

void Envelope::GiveBack::operator()(const Memory& memory) const {
  allocator->Free(memory.base, ByteCount(memory.bytes.size()));
}

}  // namespace starkernel::vmm
