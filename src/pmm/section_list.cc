#include "src/pmm/section_list.h"

#include <algorithm>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/pmm/area.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {

void SectionList::Add(FrameRange range) {
  const std::uint64_t first = range.first.value();
  const std::uint64_t end = first + range.pages.value();
  constexpr std::uint64_t kHigh = kFirstHighFrame.value();
  if (first < kHigh) {
    AddPiece(first, std::min(end, kHigh));
  }
  if (end > kHigh) {
    AddPiece(std::max(first, kHigh), end);
  }
}

/// Adds frames of one zone.
void SectionList::AddPiece(std::uint64_t first, std::uint64_t end) {
  const std::uint64_t area_first = first / kFramesPerArea * kFramesPerArea;
  const std::uint64_t area_end = (end + kFramesPerArea - 1) / kFramesPerArea * kFramesPerArea;
  const bool high = first >= kFirstHighFrame.value();
  const bool starts_zone = high && slots_ == low_slots_;
  if (!sections_.empty() && !starts_zone) {
    Section& last = sections_.back();
    const std::uint64_t last_end = last.first_frame + last.frames;
    if (area_first <= last_end + kSmallHole) {
      last.frames = std::max(area_end, last_end) - last.first_frame;
      slots_ = last.first_slot + last.frames;
      low_slots_ = high ? low_slots_ : slots_;
      return;
    }
  }
  if (!sections_.Push(Section{area_first, slots_, area_end - area_first}).ok()) {
    left_out_ += PageCount(end - first);
    return;
  }
  slots_ += area_end - area_first;
  low_slots_ = high ? low_slots_ : slots_;
}

FrameNumber SectionList::FrameOfSlot(std::uint64_t slot) const {
  for (const Section& section : sections_) {
    if (slot - section.first_slot < section.frames) {
      return FrameNumber(section.first_frame + (slot - section.first_slot));
    }
  }
  Panic("no frame has this slot");
}

}  // namespace starkernel::pmm
