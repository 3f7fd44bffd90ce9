#include "src/pmm/allocatable_ranges.h"

#include <algorithm>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/memory_map.h"

namespace starkernel::pmm {
namespace {

/// One past the last frame of a range, which may claim to reach beyond all memory.
FrameNumber EndOf(const FrameRange& range) {
  const FrameNumber first = std::min(range.first, kFrameLimit);
  return first + std::min(range.pages, kFrameLimit - first);
}

}  // namespace

std::optional<FrameRange> AllocatableRanges::Next() {
  for (; region_ < map_.size(); ++region_) {
    const FrameRange frames = AllocatableFrames(map_[region_]);
    FrameNumber stop = std::min(frames.first + frames.pages, end_);
    const FrameNumber begin = BehindReserved(std::max(reached_, frames.first));
    if (begin >= stop) {
      continue;
    }
    for (const FrameRange& range : reserved_) {
      if (range.pages > PageCount{0} && range.first > begin) {
        stop = std::min(stop, range.first);
      }
    }
    reached_ = stop;
    return FrameRange{begin, stop - begin};
  }
  return std::nullopt;
}

/// The first frame from `frame` on that is not reserved.
FrameNumber AllocatableRanges::BehindReserved(FrameNumber frame) const {
  for (;;) {
    FrameNumber next = frame;
    for (const FrameRange& range : reserved_) {
      if (range.first <= next && next < EndOf(range)) {
        next = EndOf(range);
      }
    }
    if (next == frame) {
      return frame;
    }
    frame = next;
  }
}

}  // namespace starkernel::pmm
