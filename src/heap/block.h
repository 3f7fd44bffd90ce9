#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"

namespace starkernel::heap {

class Heap;

/// Owns bytes of a heap and gives them back when it dies. A moved-from block is empty.
class Block {
 public:
  Block() = default;
  Block(Block&& other) noexcept
      : heap_(std::exchange(other.heap_, nullptr)),
        address_(other.address_),
        capacity_(other.capacity_),
        bytes_(std::exchange(other.bytes_, {})) {}
  Block& operator=(Block&& other) noexcept;
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  ~Block() SK_EXCLUDES(kInterruptContext) { Reset(); }

  /// Gives the bytes back now.
  void Reset() SK_EXCLUDES(kInterruptContext);

  [[nodiscard]] bool empty() const { return heap_ == nullptr; }
  /// The bytes that were asked for.
  [[nodiscard]] std::span<std::byte> bytes() const [[clang::lifetimebound]] { return bytes_; }

 private:
  friend class Heap;
  Block(Heap& heap, PhysAddr address, ByteCount capacity, std::span<std::byte> bytes)
      : heap_(&heap), address_(address), capacity_(capacity), bytes_(bytes) {}

  Heap* heap_ = nullptr;
  PhysAddr address_;    ///< Where the bytes lie in RAM.
  ByteCount capacity_;  ///< What they take up: a block size up to 4096, else whole pages.
  std::span<std::byte> bytes_;
};

}  // namespace starkernel::heap
