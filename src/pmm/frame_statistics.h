#pragma once

#include <array>
#include <cstddef>

#include "src/base/quantities.h"
#include "src/hal/memory_region.h"

namespace starkernel::pmm {

/// Where the machine's memory is, in pages.
struct FrameStatistics {
  PageCount total;        ///< Frames under management: free and allocated ones.
  PageCount free;         ///< Frames that can be allocated now.
  PageCount bookkeeping;  ///< Usable RAM that the allocator's own bitmaps take.
  /// The memory map's pages, indexed by hal::MemoryKind.
  std::array<PageCount, 6> mapped{};

  [[nodiscard]] PageCount allocated() const { return total - free; }
  /// Pages the memory map lists as `kind`.
  [[nodiscard]] PageCount OfKind(hal::MemoryKind kind) const {
    return mapped[static_cast<std::size_t>(kind)];
  }
};

}  // namespace starkernel::pmm
