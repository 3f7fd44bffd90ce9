#pragma once

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/memory_map.h"

namespace starkernel::pmm {

/// What a frame allocator leaves alone, whatever the memory map says.
struct FramePolicy {
  /// Ranges that a memory map may offer though something lies there: a framebuffer, tables. At most
  /// kMaximumReserved; in any order; they may overlap, and reach beyond memory.
  std::span<const FrameRange> reserved;
  /// Frames from here on are not used.
  FrameNumber end = kFrameLimit;
};

/// Reserved ranges that a policy may have.
inline constexpr std::size_t kMaximumReserved = 15;

}  // namespace starkernel::pmm
