#pragma once

#include <utility>

#include "src/base/interrupt_roles.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/heap/block.h"
#include "src/heap/construct_unsafe.h"
#include "src/heap/heap.h"

namespace starkernel::heap {

/// Owns one T on a heap and destroys it when it dies. Empty only when moved from.
template <typename T>
class Box {
 public:
  Box(Box&& other) noexcept
      : block_(std::move(other.block_)), object_(std::exchange(other.object_, nullptr)) {}
  Box& operator=(Box&& other) noexcept {
    if (this != &other) {
      Destroy();
      block_ = std::move(other.block_);
      object_ = std::exchange(other.object_, nullptr);
    }
    return *this;
  }
  Box(const Box&) = delete;
  Box& operator=(const Box&) = delete;
  ~Box() SK_EXCLUDES(kInterruptContext) { Destroy(); }

  /// The object; panics if this was moved from.
  [[nodiscard]] T& operator*() const [[clang::lifetimebound]] { return *Object(); }
  T* operator->() const [[clang::lifetimebound]] { return Object(); }

  [[nodiscard]] bool empty() const { return object_ == nullptr; }

 private:
  template <typename U, typename... Arguments>
  friend Result<Box<U>> MakeBox(Heap& heap, Arguments&&... arguments);

  Box(Block block, T& object) : block_(std::move(block)), object_(&object) {}

  [[nodiscard]] T* Object() const [[clang::lifetimebound]] {
    Require(object_ != nullptr, "use of an empty box");
    return object_;
  }
  void Destroy() {
    // SAFETY: the object was made with the box, and the box forgets it here.
    if (T* const object = std::exchange(object_, nullptr); object != nullptr) {
      EndLife(*object);
    }
  }

  Block block_;
  T* object_;  ///< In the block's bytes.
};

/// Constructs a T on `heap` from `arguments`. Error::kOutOfMemory.
template <typename T, typename... Arguments>
[[nodiscard]] Result<Box<T>> MakeBox(Heap& heap [[clang::lifetimebound]], Arguments&&... arguments)
    SK_EXCLUDES(kInterruptContext) {
  static_assert(alignof(T) <= Heap::kLargestAlignment.value());
  Block block = TRY(heap.Allocate(ByteCount(sizeof(T)), ByteCount(alignof(T))));
  // SAFETY: fresh from the heap, so nothing lives there.
  T& object = ConstructIn<T>(block.bytes(), std::forward<Arguments>(arguments)...);
  return Box<T>(std::move(block), object);
}

}  // namespace starkernel::heap
