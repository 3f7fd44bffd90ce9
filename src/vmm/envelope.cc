#include "src/vmm/envelope.h"

#include <utility>

#include "src/vmm/envelope_allocator.h"

namespace starkernel::vmm {

Envelope& Envelope::operator=(Envelope&& other) noexcept {
  if (this != &other) {
    Reset();
    allocator_ = std::exchange(other.allocator_, nullptr);
    base_ = other.base_;
    bytes_ = std::exchange(other.bytes_, {});
  }
  return *this;
}

void Envelope::Reset() {
  if (EnvelopeAllocator* const allocator = std::exchange(allocator_, nullptr);
      allocator != nullptr) {
    allocator->Free(base_, ByteCount(bytes_.size()));
  }
  bytes_ = {};
}

}  // namespace starkernel::vmm
