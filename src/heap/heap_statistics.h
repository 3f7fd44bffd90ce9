#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/base/quantities.h"
#include "src/heap/size_class.h"

namespace starkernel::heap {

/// What a heap holds at the moment.
struct HeapStatistics {
  std::uint64_t blocks = 0;  ///< Blocks handed out and not given back.
  ByteCount in_use;          ///< Bytes those blocks take up, rounding included.
  ByteCount peak;            ///< The most that in_use has been.
  PageCount pages;           ///< Pages the heap holds, for slabs and for large blocks.
  ByteCount cached;          ///< Bytes of free blocks in magazines.
  /// Of the blocks, those of each size class; the rest are large.
  std::array<std::uint64_t, SizeClass::kCount> of_class{};
};

}  // namespace starkernel::heap
