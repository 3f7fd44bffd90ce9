#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/fixed_vector.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/hal/physical_memory.h"
#include "src/hal/physical_words_unsafe.h"
#include "src/pmm/allocatable_ranges.h"
#include "src/pmm/area.h"
#include "src/pmm/area_table.h"
#include "src/pmm/clear_unsafe.h"
#include "src/pmm/frame_policy.h"
#include "src/pmm/frame_pool.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/memory_map.h"
#include "src/pmm/section_list.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {
namespace {

/// Room for the table itself besides what the policy reserves.
using Reserved = FixedVector<FrameRange, kMaximumReserved + 1>;

/// What the table has to hold.
struct Plan {
  SectionList sections;
  std::uint64_t partial = 2;  ///< Bound of the areas that are managed in part; 2 for the table.
};

Plan MakePlan(AllocatableRanges ranges) {
  Plan plan;
  while (const std::optional<FrameRange> range = ranges.Next()) {
    plan.sections.Add(*range);
    plan.partial += range->first.value() % kFramesPerArea != 0 ? 1U : 0U;
    plan.partial += (range->first + range->pages).value() % kFramesPerArea != 0 ? 1U : 0U;
  }
  return plan;
}

/// The first frames that hold the table.
Result<FrameRange> PlaceTable(AllocatableRanges ranges, PageCount pages) {
  while (const std::optional<FrameRange> range = ranges.Next()) {
    if (range->pages >= pages) {
      return FrameRange{range->first, pages};
    }
  }
  return Error::kOutOfMemory;
}

void CountMapped(std::span<const hal::MemoryRegion> map, FrameStatistics& statistics) {
  for (const hal::MemoryRegion& region : map) {
    statistics.mapped[static_cast<std::size_t>(region.kind)] += region.pages;
  }
}

}  // namespace

Result<FramePool> FramePool::Create(std::span<const hal::MemoryRegion> map,
                                    const FramePolicy& policy, hal::PhysicalMemory& memory) {
  TRY(ValidateMemoryMap(map));
  Reserved reserved;
  for (const FrameRange& range : policy.reserved) {
    if (reserved.size() == kMaximumReserved) {
      return Error::kCapacity;
    }
    TRY(reserved.Push(range));
  }

  FramePool pool;
  const Plan plan = MakePlan(AllocatableRanges(map, reserved.items(), policy.end));
  pool.sections_ = plan.sections;
  const std::uint64_t areas = plan.sections.areas();
  const std::uint64_t words = AreaTable::Words(areas, plan.partial);
  const PageCount pages = PagesFor(ByteCount(words * sizeof(std::uint64_t)));
  const FrameRange place =
      TRY(PlaceTable(AllocatableRanges(map, reserved.items(), policy.end), pages));
  Clear(TRY(memory.View(place.address(), place.size())));
  pool.table_ = AreaTable(TRY(hal::ViewWords(memory, place.address(), words)), areas, plan.partial);

  TRY(reserved.Push(place));
  CountMapped(map, pool.fixed_);
  pool.fixed_.bookkeeping = pages;
  pool.fixed_.left_out = plan.sections.left_out();
  AllocatableRanges ranges(map, reserved.items(), policy.end);
  while (const std::optional<FrameRange> range = ranges.Next()) {
    pool.Manage(*range);
  }
  return pool;
}

/// Puts a range under management; of what lies in both zones each part is counted in its own.
void FramePool::Manage(FrameRange range) {
  const FrameNumber end = range.first + range.pages;
  for (FrameNumber first = range.first; first < end;) {
    const std::optional<SectionList::Place> place = sections_.Find(first);
    if (!place.has_value()) {
      // Left out: a section covers all of a range in one zone, or nothing of it.
      first = first < kFirstHighFrame ? std::min(end, kFirstHighFrame) : end;
      continue;
    }
    const PageCount pages = std::min(end - first, PageCount(place->left));
    table_.Manage(place->slot, pages.value());
    fixed_.zones[first < kFirstHighFrame ? 0 : 1].total += pages;
    fixed_.total += pages;
    first += pages;
  }
}

}  // namespace starkernel::pmm
