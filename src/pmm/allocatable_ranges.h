#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/hal/memory_region.h"
#include "src/pmm/frame_range.h"

namespace starkernel::pmm {

/// Walks over the frames that may be handed out, in ascending order: those of usable regions, from
/// kFirstFrame up to `end`, that no reserved range covers. Both spans have to outlive the walk.
class AllocatableRanges {
 public:
  /// `map` is valid (ValidateMemoryMap); `reserved` is in any order, may overlap, and may name
  /// frames that are not usable anyway.
  AllocatableRanges(std::span<const hal::MemoryRegion> map [[clang::lifetimebound]],
                    std::span<const FrameRange> reserved [[clang::lifetimebound]], FrameNumber end)
      : map_(map), reserved_(reserved), end_(end) {}

  /// The next range, which has at least one frame, if there is one.
  [[nodiscard]] std::optional<FrameRange> Next();

 private:
  [[nodiscard]] FrameNumber BehindReserved(FrameNumber frame) const;

  std::span<const hal::MemoryRegion> map_;
  std::span<const FrameRange> reserved_;
  FrameNumber end_;
  std::size_t region_ = 0;
  FrameNumber reached_;
};

}  // namespace starkernel::pmm
