#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/hal/physical_memory.h"
#include "src/pmm/area_table.h"
#include "src/pmm/frame_policy.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_statistics.h"
#include "src/pmm/section_list.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {

/// What one processor remembers about where it found frames last. Never shared.
struct FrameView {
  /// In one zone.
  struct Spot {
    std::optional<std::uint64_t> area;           ///< Single frames come from here.
    bool reserved = false;                       ///< Whether this view has reserved that area.
    std::uint64_t first_slot = 0;                ///< Of that area.
    std::uint64_t first_frame = 0;               ///< Of that area.
    std::uint64_t word = 0;                      ///< Where in its bitmap the last frame was.
    std::uint64_t run_area = ~std::uint64_t{0};  ///< Short runs come from here.
    std::uint64_t whole_area = 0;                ///< Where to look for a whole area.
  };
  std::array<Spot, kZones> spots;
};

/// The frames of the machine, shared by all processors: the lock-free table in RAM, and what is
/// fixed about it. A copy refers to the same table. Each processor brings its FrameView; two must
/// not use the same at the same time. Giving frames back needs none.
class FramePool {
 public:
  /// Sets the table up in RAM of its own. See FrameAllocator::Create.
  [[nodiscard]] static Result<FramePool> Create(std::span<const hal::MemoryRegion> map,
                                                const FramePolicy& policy,
                                                hal::PhysicalMemory& memory
                                                [[clang::lifetimebound]]);

  /// A pool without frames.
  FramePool() = default;

  [[nodiscard]] std::optional<FrameNumber> TakeOne(FrameView& view, Reach reach);
  /// `count` frames in a row; the first is a multiple of `alignment`, a power of two.
  [[nodiscard]] std::optional<FrameNumber> TakeRun(FrameView& view, std::uint64_t count,
                                                   std::uint64_t alignment, Reach reach);
  /// Panics unless every frame is taken.
  void Give(FrameRange range);
  /// Lets others use what `view` has reserved.
  void Leave(FrameView& view);

  /// Counts what is free now; everything else is fixed. Looks at every area.
  [[nodiscard]] FrameStatistics Count() const;
  /// Whether at least so many are free now. Looks at areas until that is known.
  [[nodiscard]] bool HasFree(PageCount least) const;

 private:
  void Manage(FrameRange range);

  /// The areas of a zone: [first, end).
  struct Span {
    std::uint64_t first;
    std::uint64_t end;
  };
  [[nodiscard]] Span AreasOf(Zone zone) const;

  /// A search of one zone, with what the view knows about it.
  [[nodiscard]] std::optional<FrameNumber> TakeOneIn(Zone zone, FrameView::Spot& spot);
  void LeaveSpot(FrameView::Spot& spot);
  [[nodiscard]] bool MoveOn(Zone zone, FrameView::Spot& spot);
  [[nodiscard]] std::optional<std::uint64_t> TakeShortRun(Zone zone, FrameView::Spot& spot,
                                                          std::uint64_t count,
                                                          std::uint64_t alignment);
  [[nodiscard]] std::optional<std::uint64_t> TakeAnyRun(Zone zone, std::uint64_t count,
                                                        std::uint64_t alignment);
  [[nodiscard]] std::optional<std::uint64_t> TakeFromUsed(Span areas, FrameView::Spot& spot,
                                                          std::uint64_t count,
                                                          std::uint64_t alignment);
  [[nodiscard]] std::optional<std::uint64_t> TakeFromWhole(Span areas, FrameView::Spot& spot,
                                                           std::uint64_t count);
  [[nodiscard]] std::optional<std::uint64_t> TakeWithin(std::uint64_t area, std::uint64_t count,
                                                        std::uint64_t alignment);
  [[nodiscard]] std::optional<std::uint64_t> FindAround(AreaTable::Wanted wanted, Span areas,
                                                        std::uint64_t from);

  SectionList sections_;
  AreaTable table_;
  FrameStatistics fixed_;
};

}  // namespace starkernel::pmm
