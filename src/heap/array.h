#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/heap/block.h"
#include "src/heap/construct_unsafe.h"
#include "src/heap/heap.h"

namespace starkernel::heap {

/// Owns a fixed number of T in a row on a heap and destroys them when it dies. Indexing is
/// checked. A default-constructed or moved-from array has no elements.
template <typename T>
class Array {
 public:
  Array() = default;
  Array(Array&& other) noexcept
      : block_(std::move(other.block_)), elements_(std::exchange(other.elements_, {})) {}
  Array& operator=(Array&& other) noexcept {
    if (this != &other) {
      Destroy();
      block_ = std::move(other.block_);
      elements_ = std::exchange(other.elements_, {});
    }
    return *this;
  }
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;
  ~Array() SK_EXCLUDES(kInterruptContext) { Destroy(); }

  /// All elements, for as long as the array lives.
  [[nodiscard]] std::span<T> span() const [[clang::lifetimebound]] { return elements_; }
  [[nodiscard]] std::size_t size() const { return elements_.size(); }
  [[nodiscard]] bool empty() const { return elements_.empty(); }
  [[nodiscard]] T& operator[](std::size_t index) const [[clang::lifetimebound]] {
    return elements_[index];
  }
  [[nodiscard]] auto begin() const [[clang::lifetimebound]] { return elements_.begin(); }
  [[nodiscard]] auto end() const [[clang::lifetimebound]] { return elements_.end(); }

 private:
  template <typename U>
  friend Result<Array<U>> MakeArray(Heap& heap, std::size_t count);

  Array(Block block, std::span<T> elements) : block_(std::move(block)), elements_(elements) {}

  void Destroy() {
    // SAFETY: each element was made with the array, and the array forgets them here.
    for (T& element : std::exchange(elements_, {})) {
      EndLife(element);
    }
  }

  Block block_;
  std::span<T> elements_;  ///< In the block's bytes.
};

/// Memory for `count` elements of that size and alignment. Errors as below.
[[nodiscard]] Result<Block> AllocateElements(Heap& heap [[clang::lifetimebound]], std::size_t count,
                                             ByteCount size, ByteCount alignment)
    SK_EXCLUDES(kInterruptContext);

/// `count` value-initialised elements on `heap`; none at all takes no memory. Error::kOverflow if
/// their size is beyond 64 bits, Error::kOutOfMemory.
template <typename T>
[[nodiscard]] Result<Array<T>> MakeArray(Heap& heap [[clang::lifetimebound]], std::size_t count)
    SK_EXCLUDES(kInterruptContext) {
  static_assert(alignof(T) <= Heap::kLargestAlignment.value());
  if (count == 0) {
    return Array<T>();
  }
  Block block = TRY(AllocateElements(heap, count, ByteCount(sizeof(T)), ByteCount(alignof(T))));
  // SAFETY: fresh from the heap, so nothing lives there, and zero.
  const std::span<T> elements = ConstructArrayIn<T>(block.bytes(), count);
  return Array<T>(std::move(block), elements);
}

}  // namespace starkernel::heap
