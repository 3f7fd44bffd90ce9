#include "src/pmm/frame_pool.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/pmm/area.h"
#include "src/pmm/area_table.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_statistics.h"
#include "src/pmm/section_list.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {
namespace {

/// Partly used areas that are tried for a short run before a whole one is broken.
constexpr int kUsedAreasTried = 16;

/// Free frames from which on an area is reserved.
constexpr std::uint64_t kWorthReserving = 16;

/// The zones to look into, the better one first.
std::span<const Zone> ZonesOf(Reach reach) {
  static constexpr std::array kOrder{Zone::kHigh, Zone::kLow};
  return std::span(kOrder).subspan(reach == Reach::kBelow4GiB ? 1 : 0);
}

FrameView::Spot& SpotOf(FrameView& view [[clang::lifetimebound]], Zone zone) {
  return view.spots[static_cast<std::size_t>(zone)];
}

}  // namespace

FramePool::Span FramePool::AreasOf(Zone zone) const {
  return zone == Zone::kLow ? Span{0, sections_.low_areas()}
                            : Span{sections_.low_areas(), sections_.areas()};
}

std::optional<FrameNumber> FramePool::TakeOne(FrameView& view, Reach reach) {
  for (const Zone zone : ZonesOf(reach)) {
    const std::optional<FrameNumber> frame = TakeOneIn(zone, SpotOf(view, zone));
    if (frame.has_value()) {
      return frame;
    }
  }
  return std::nullopt;
}

std::optional<FrameNumber> FramePool::TakeOneIn(Zone zone, FrameView::Spot& spot) {
  do {
    if (spot.area.has_value()) {
      const std::optional<std::uint64_t> slot = table_.TakeOne(*spot.area, spot.word);
      if (slot.has_value()) {
        const std::uint64_t offset = *slot - spot.first_slot;
        spot.word = offset / kBitsPerWord;
        return FrameNumber(spot.first_frame + offset);
      }
    }
  } while (MoveOn(zone, spot));
  return std::nullopt;
}

/// Chooses another area to take single frames from: one that is partly used, if there is one, so
/// that whole ones stay whole; if others have reserved all of those, one of theirs. The area that
/// runs come from is left to them as long as there is another: what takes single frames and what
/// takes runs mostly gives them back at different times, and only together are they whole again.
bool FramePool::MoveOn(Zone zone, FrameView::Spot& spot) {
  const Span areas = AreasOf(zone);
  const std::uint64_t from = spot.area.value_or(areas.first);
  LeaveSpot(spot);
  std::optional<std::uint64_t> found = FindAround(AreaTable::Wanted::kUsed, areas, from);
  if (found == spot.run_area) {
    found = FindAround(AreaTable::Wanted::kUsed, areas, spot.run_area + 1);
  }
  if (!found.has_value() || found == spot.run_area) {
    found = FindAround(AreaTable::Wanted::kWhole, areas, spot.whole_area);
  }
  if (!found.has_value()) {
    found = FindAround(AreaTable::Wanted::kAny, areas, from);
  }
  if (!found.has_value()) {
    return false;
  }
  // If somebody else has reserved it, both take from it: that costs time and is no fault. For a few
  // frames it is not worth while.
  const std::uint64_t area = *found;
  spot.reserved = table_.entry(area).free() >= kWorthReserving && table_.Reserve(area);
  spot.area = area;
  spot.first_slot = area * kFramesPerArea;
  spot.first_frame = sections_.FrameOfSlot(spot.first_slot).value();
  spot.word = 0;
  return true;
}

std::optional<FrameNumber> FramePool::TakeRun(FrameView& view, std::uint64_t count,
                                              std::uint64_t alignment, Reach reach) {
  for (const Zone zone : ZonesOf(reach)) {
    const std::optional<std::uint64_t> slot =
        count <= kFramesPerArea && alignment <= kFramesPerArea
            ? TakeShortRun(zone, SpotOf(view, zone), count, alignment)
            : TakeAnyRun(zone, count, alignment);
    if (slot.has_value()) {
      return sections_.FrameOfSlot(*slot);
    }
  }
  return std::nullopt;
}

/// A run of at most an area, from partly used areas rather than from whole ones.
std::optional<std::uint64_t> FramePool::TakeShortRun(Zone zone, FrameView::Spot& spot,
                                                     std::uint64_t count, std::uint64_t alignment) {
  const Span areas = AreasOf(zone);
  const bool large = count > kFramesPerArea / 2 || alignment == kFramesPerArea;
  if (!large) {
    const std::optional<std::uint64_t> slot = TakeFromUsed(areas, spot, count, alignment);
    if (slot.has_value()) {
      return slot;
    }
  }
  const std::optional<std::uint64_t> slot = TakeFromWhole(areas, spot, count);
  if (slot.has_value() || (count == kFramesPerArea && alignment == kFramesPerArea)) {
    return slot;
  }
  return TakeAnyRun(zone, count, alignment);
}

std::optional<std::uint64_t> FramePool::TakeFromUsed(Span areas, FrameView::Spot& spot,
                                                     std::uint64_t count, std::uint64_t alignment) {
  for (int attempt = 0; attempt < kUsedAreasTried; ++attempt) {
    if (spot.run_area >= areas.first && spot.run_area < areas.end) {
      const std::optional<std::uint64_t> slot = TakeWithin(spot.run_area, count, alignment);
      if (slot.has_value()) {
        return slot;
      }
    }
    const std::optional<std::uint64_t> next =
        FindAround(AreaTable::Wanted::kUsed, areas, spot.run_area + 1);
    if (!next.has_value() || *next == spot.run_area) {
      return std::nullopt;
    }
    if (spot.run_area >= areas.first && spot.run_area < areas.end) {
      table_.CheckWhole(spot.run_area);
    }
    spot.run_area = *next;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> FramePool::TakeFromWhole(Span areas, FrameView::Spot& spot,
                                                      std::uint64_t count) {
  for (;;) {
    const std::optional<std::uint64_t> area =
        FindAround(AreaTable::Wanted::kWhole, areas, spot.whole_area);
    if (!area.has_value()) {
      return std::nullopt;
    }
    if (table_.Take(*area * kFramesPerArea, count)) {
      if (count < kFramesPerArea) {
        table_.CheckWhole(*area);
        spot.run_area = *area;
      }
      spot.whole_area = *area;
      return *area * kFramesPerArea;
    }
  }
}

std::optional<std::uint64_t> FramePool::TakeWithin(std::uint64_t area, std::uint64_t count,
                                                   std::uint64_t alignment) {
  if (table_.entry(area).free() < count) {
    return std::nullopt;
  }
  const std::uint64_t from = area * kFramesPerArea;
  const std::optional<std::uint64_t> slot =
      table_.FindRun(count, alignment, 0, from, from + kFramesPerArea);
  return slot.has_value() && table_.Take(*slot, count) ? slot : std::nullopt;
}

/// A run of any length and alignment, wherever it is.
std::optional<std::uint64_t> FramePool::TakeAnyRun(Zone zone, std::uint64_t count,
                                                   std::uint64_t alignment) {
  const Span areas = AreasOf(zone);
  for (const Section& section : sections_.sections()) {
    if (section.first_slot / kFramesPerArea < areas.first ||
        section.first_slot / kFramesPerArea >= areas.end) {
      continue;
    }
    // What turns a slot into a number that is aligned like its frame.
    const std::uint64_t phase = (section.first_frame - section.first_slot) & (alignment - 1);
    const std::uint64_t end = section.first_slot + section.frames;
    std::uint64_t from = section.first_slot;
    for (;;) {
      const std::optional<std::uint64_t> slot = table_.FindRun(count, alignment, phase, from, end);
      if (!slot.has_value()) {
        break;
      }
      if (table_.Take(*slot, count)) {
        return slot;
      }
      from = *slot + 1;
    }
  }
  return std::nullopt;
}

/// The first such area from `from` on, going round the zone.
std::optional<std::uint64_t> FramePool::FindAround(AreaTable::Wanted wanted, Span areas,
                                                   std::uint64_t from) {
  if (from <= areas.first || from >= areas.end) {
    return table_.Find(wanted, areas.first, areas.end);
  }
  const std::optional<std::uint64_t> found = table_.Find(wanted, from, areas.end);
  return found.has_value() ? found : table_.Find(wanted, areas.first, from);
}

void FramePool::Give(FrameRange range) {
  if (range.pages == PageCount{0}) {
    return;
  }
  const std::optional<SectionList::Place> place = sections_.Find(range.first);
  if (!place.has_value() || range.pages.value() > place->left) {
    Panic("freed frames lie outside memory");
  }
  table_.Give(place->slot, range.pages.value());
}

void FramePool::Leave(FrameView& view) {
  for (FrameView::Spot& spot : view.spots) {
    LeaveSpot(spot);
  }
}

void FramePool::LeaveSpot(FrameView::Spot& spot) {
  if (spot.area.has_value() && spot.reserved) {
    table_.Unreserve(*spot.area);
  }
  spot.area.reset();
}

FrameStatistics FramePool::Count() const {
  FrameStatistics statistics = fixed_;
  for (std::uint64_t area = 0; area < table_.areas(); ++area) {
    const PageCount free(table_.entry(area).free());
    ZoneStatistics& zone = statistics.zones[area < sections_.low_areas() ? 0 : 1];
    zone.free += free;
    if (free == PageCount(kFramesPerArea)) {
      zone.large += free;
    }
  }
  statistics.free = statistics.zones[0].free + statistics.zones[1].free;
  return statistics;
}

bool FramePool::HasFree(PageCount least) const {
  PageCount found{0};
  for (std::uint64_t area = 0; area < table_.areas() && found < least; ++area) {
    found += PageCount(table_.entry(area).free());
  }
  return found >= least;
}

}  // namespace starkernel::pmm
