#include "src/pmm/memory_map.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/pmm/frame_range.h"

namespace starkernel::pmm {

Result<void> ValidateMemoryMap(std::span<const hal::MemoryRegion> map) {
  std::uint64_t previous_end = 0;
  for (const hal::MemoryRegion& region : map) {
    if (!IsAligned(region.base, kPageSize)) {
      return Error::kMisaligned;
    }
    if (region.pages == PageCount{0}) {
      return Error::kInvalidArgument;
    }
    const std::uint64_t first = FrameOf(region.base).value();
    if (first >= kFrameLimit.value() || region.pages.value() > kFrameLimit.value() - first) {
      return Error::kOutOfRange;
    }
    if (first < previous_end) {
      return Error::kCorrupt;
    }
    previous_end = first + region.pages.value();
  }
  return {};
}

FrameRange AllocatableFrames(const hal::MemoryRegion& region) {
  const FrameNumber end = FrameOf(region.base) + region.pages;
  const FrameNumber first = std::max(FrameOf(region.base), kFirstFrame);
  if (region.kind != hal::MemoryKind::kUsable || end <= first) {
    return {first, PageCount{0}};
  }
  return {first, end - first};
}

}  // namespace starkernel::pmm
