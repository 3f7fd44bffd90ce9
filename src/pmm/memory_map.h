#pragma once

#include <cstdint>
#include <span>

#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/pmm/frame_range.h"

namespace starkernel::pmm {

/// First frame that is ever handed out: the first MiB holds what firmware, real mode and the
/// start-up of other processors need, and frame 0 would make a null physical address valid.
inline constexpr FrameNumber kFirstFrame{256};

/// One past the highest frame x86_64 can address: 52 physical address bits (Intel SDM volume 3,
/// 4.1.4).
inline constexpr FrameNumber kFrameLimit{std::uint64_t{1} << 40};

/// Checks a memory map before anything relies on it. Error::kMisaligned if a base is not a
/// multiple of the page size, Error::kInvalidArgument for an empty region, Error::kOutOfRange if
/// a region reaches beyond 52-bit addresses, Error::kCorrupt if regions overlap or are not
/// sorted by base.
[[nodiscard]] Result<void> ValidateMemoryMap(std::span<const hal::MemoryRegion> map);

/// The frames of `region` (of a valid map) that may be handed out: none unless it is usable, and
/// none below kFirstFrame.
[[nodiscard]] FrameRange AllocatableFrames(const hal::MemoryRegion& region);

}  // namespace starkernel::pmm
