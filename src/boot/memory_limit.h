#pragma once

#include <span>

#include "src/base/quantities.h"
#include "src/hal/memory_region.h"

namespace starkernel::boot {

/// Leaves `limit` of usable memory, counted from the lowest address; the rest becomes reserved.
/// A region that the limit divides ends there, and what lies behind it is in no region.
inline void LimitUsableMemory(std::span<hal::MemoryRegion> regions, ByteCount limit) {
  PageCount left = PageCount{limit.value() / kPageSize.value()};
  for (hal::MemoryRegion& region : regions) {
    if (region.kind != hal::MemoryKind::kUsable) {
      continue;
    }
    if (left == PageCount{0}) {
      region.kind = hal::MemoryKind::kReserved;
      continue;
    }
    if (region.pages > left) {
      region.pages = left;
    }
    left -= region.pages;
  }
}

}  // namespace starkernel::boot
