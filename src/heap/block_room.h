#pragma once

#include <algorithm>

#include "src/base/quantities.h"
#include "src/heap/size_class.h"

namespace starkernel::heap {

/// What a block of `size` bytes takes of the heap, one that is aligned to no more: nothing for no
/// bytes.
[[nodiscard]] constexpr ByteCount BlockRoom(ByteCount size) {
  if (size == ByteCount(0)) {
    return size;
  }
  return size <= SizeClass::kLargest ? SizeClass::For(size).block_size() : BytesOf(PagesFor(size));
}

}  // namespace starkernel::heap
