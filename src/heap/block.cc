#include "src/heap/block.h"

#include <utility>

#include "src/heap/heap.h"

namespace starkernel::heap {

Block& Block::operator=(Block&& other) noexcept {
  if (this != &other) {
    Reset();
    heap_ = std::exchange(other.heap_, nullptr);
    address_ = other.address_;
    capacity_ = other.capacity_;
    bytes_ = std::exchange(other.bytes_, {});
  }
  return *this;
}

void Block::Reset() {
  if (Heap* const heap = std::exchange(heap_, nullptr); heap != nullptr) {
    heap->Free(address_, capacity_);
  }
  bytes_ = {};
}

}  // namespace starkernel::heap
