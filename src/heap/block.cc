#include "src/heap/block.h"

#include <utility>

namespace starkernel::heap {

Block& Block::operator=(Block&& other) noexcept {
  if (this != &other) {
    Reset();
    heap_ = std::exchange(other.heap_, nullptr);
    memory_ = other.memory_;
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

}  // namespace starkernel::heap
