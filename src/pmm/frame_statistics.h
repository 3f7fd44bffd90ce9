#pragma once

#include <array>
#include <cstddef>

#include "src/base/quantities.h"
#include "src/hal/memory_region.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {

/// Where the frames of one zone are, in pages.
struct ZoneStatistics {
  PageCount total;  ///< Frames under management: free and allocated ones.
  PageCount free;   ///< Frames that can be allocated now.
  PageCount large;  ///< Those of them in areas of 2 MiB that are free as a whole.

  [[nodiscard]] PageCount allocated() const { return total - free; }
};

/// Where the machine's memory is, in pages.
struct FrameStatistics {
  PageCount total;        ///< Frames under management: free and allocated ones.
  PageCount free;         ///< Frames that can be allocated now.
  PageCount bookkeeping;  ///< Usable RAM that the allocator's own tables take.
  PageCount left_out;     ///< Usable RAM that is too scattered to be managed.
  std::array<ZoneStatistics, kZones> zones{};  ///< Indexed by Zone.
  /// The memory map's pages, indexed by hal::MemoryKind.
  std::array<PageCount, 6> mapped{};

  [[nodiscard]] PageCount allocated() const { return total - free; }
  [[nodiscard]] const ZoneStatistics& OfZone(Zone zone) const [[clang::lifetimebound]] {
    return zones[static_cast<std::size_t>(zone)];
  }
  /// Pages the memory map lists as `kind`.
  [[nodiscard]] PageCount OfKind(hal::MemoryKind kind) const {
    return mapped[static_cast<std::size_t>(kind)];
  }
};

}  // namespace starkernel::pmm
