#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/heap/magazine.h"

namespace starkernel::heap {

class Heap;

/// Owns bytes of a heap and gives them back when it dies. A moved-from block is empty.
class Block {
 public:
  Block() = default;
  Block(Block&& other) noexcept
      : heap_(std::exchange(other.heap_, nullptr)), memory_(other.memory_), size_(other.size_) {
    other.size_ = 0;
  }
  Block& operator=(Block&& other) noexcept {
    if (this != &other) {
      Reset();
      heap_ = std::exchange(other.heap_, nullptr);
      memory_ = other.memory_;
      size_ = std::exchange(other.size_, 0);
    }
    return *this;
  }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  ~Block() SK_EXCLUDES(kInterruptContext) {
    if (heap_ != nullptr) {
      GiveBack(*heap_, memory_.address, memory_.bytes, size_);
    }
  }

  /// Gives the bytes back now.
  void Reset() SK_EXCLUDES(kInterruptContext) {
    if (heap_ != nullptr) {
      GiveBack(*heap_, memory_.address, memory_.bytes, size_);
      heap_ = nullptr;
      size_ = 0;
    }
  }

  [[nodiscard]] bool empty() const { return heap_ == nullptr; }
  /// The bytes that were asked for; none if the block is empty.
  [[nodiscard]] std::span<std::byte> bytes() const [[clang::lifetimebound]] {
    return memory_.bytes.first(size_);
  }

 private:
  friend class Heap;
  friend class BlockMisuse;  // In a test: gives back what it should not.
  Block(Heap& heap, const FreeBlock& memory, std::size_t size)
      : heap_(&heap), memory_(memory), size_(size) {}

  // Not given the block itself, which can so be in registers all its life.
  static void GiveBack(Heap& heap, PhysAddr address, std::span<std::byte> bytes, std::size_t size)
      SK_EXCLUDES(kInterruptContext);

  Heap* heap_ = nullptr;
  FreeBlock memory_;      ///< All it takes up: a block size up to 4096, else whole pages.
  std::size_t size_ = 0;  ///< Of that, what was asked for.
};

}  // namespace starkernel::heap
