#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/hal/memory_region.h"
#include "src/hal/physical_memory.h"
#include "src/pmm/bitmap.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"
#include "src/pmm/frame_statistics.h"

namespace starkernel::pmm {

/// Hands out physical 4 KiB frames. Keeps two bits per frame in RAM of its own: whether the
/// frame is under management at all, and whether it is free. Never hands out the first MiB.
/// Must not move or die while anything it allocated is outstanding (a move then panics). One
/// caller at a time, and never an interrupt handler.
class FrameAllocator {
 public:
  /// Takes charge of the usable regions of `map`, which must be sorted and without overlaps;
  /// carves its bitmaps out of the first region that holds them. The map is not kept. Errors:
  /// those of ValidateMemoryMap; Error::kOutOfMemory if no region can hold the bitmaps; those of
  /// PhysicalMemory::View.
  [[nodiscard]] static Result<FrameAllocator> Create(std::span<const hal::MemoryRegion> map,
                                                     hal::PhysicalMemory& memory
                                                     [[clang::lifetimebound]]);

  FrameAllocator(FrameAllocator&& other) noexcept;
  FrameAllocator& operator=(FrameAllocator&&) = delete;
  FrameAllocator(const FrameAllocator&) = delete;
  FrameAllocator& operator=(const FrameAllocator&) = delete;
  ~FrameAllocator() = default;

  /// One frame with whatever it held last. Error::kOutOfMemory if none is free.
  [[nodiscard]] Result<FrameRun> Allocate() [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);
  /// One frame full of zeros.
  [[nodiscard]] Result<FrameRun> AllocateZeroed()
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);

  /// `pages` frames in a row, the first a multiple of `alignment` (in frames, a power of two).
  /// Error::kInvalidArgument for no pages or another alignment, Error::kOutOfMemory if there is
  /// no such run.
  [[nodiscard]] Result<FrameRun> AllocateRun(PageCount pages, PageCount alignment = PageCount{1})
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);
  /// The same, full of zeros.
  [[nodiscard]] Result<FrameRun> AllocateRunZeroed(PageCount pages,
                                                   PageCount alignment = PageCount{1})
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);

  /// Gives frames back that a FrameRun released. Panics if any of them is free already or was
  /// never this allocator's: the kernel's bookkeeping is wrong then.
  void Free(FrameRange range) SK_EXCLUDES(kInterruptContext);

  /// The bytes of allocated frames, through the machine's window onto RAM.
  [[nodiscard]] std::span<std::byte> Bytes(FrameRange range) [[clang::lifetimebound]];
  /// The same frames as 64-bit words.
  [[nodiscard]] std::span<std::uint64_t> Words(FrameRange range) [[clang::lifetimebound]];

  [[nodiscard]] const FrameStatistics& statistics() const [[clang::lifetimebound]] {
    return statistics_;
  }

 private:
  FrameAllocator(hal::PhysicalMemory& memory, Bitmap managed, Bitmap free,
                 const FrameStatistics& statistics)
      : memory_(&memory), managed_(managed), free_(free), statistics_(statistics) {}

  FrameRun Take(std::uint64_t first, PageCount pages);

  hal::PhysicalMemory* memory_;
  Bitmap managed_;
  Bitmap free_;
  FrameStatistics statistics_;
  std::uint64_t hint_ = 0;  ///< Where the next search starts: just after the last allocation.
};

}  // namespace starkernel::pmm
