#pragma once

#include <cstdint>

#include "src/base/quantities.h"

namespace starkernel::heap {

/// What a heap holds at the moment.
struct HeapStatistics {
  std::uint64_t blocks = 0;  ///< Blocks handed out and not given back.
  ByteCount in_use;          ///< Bytes those blocks take up, rounding included.
  ByteCount peak;            ///< The most that in_use has been.
  PageCount pages;           ///< Pages the heap holds, for slabs and for large blocks.
};

}  // namespace starkernel::heap
