#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/hal/memory_region.h"
#include "src/hal/physical_memory.h"
#include "src/pmm/area.h"
#include "src/pmm/frame_policy.h"
#include "src/pmm/frame_pool.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"
#include "src/pmm/frame_statistics.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {

/// Frames of a large page: 2 MiB.
inline constexpr PageCount kFramesPerLargePage{kFramesPerArea};

/// Who has frames for when there are none left.
class LastResort {
 public:
  /// Gives frames back to the pool, for whoever asks for some now; whether it has. Called in the
  /// midst of a request, so it does nothing else.
  virtual bool Yield() = 0;

 protected:
  ~LastResort() = default;
};

/// Hands out physical 4 KiB frames, to one processor. All allocators of a machine share a lock-free
/// pool; each takes frames from areas of its own as long as it can. Taking is for one caller at a
/// time; giving back, Bytes, Words and statistics are for everybody. Never for an interrupt
/// handler. Never hands out the first MiB. Must not move after its first use (that panics), nor die
/// before what it handed out.
class FrameAllocator {
 public:
  /// Takes charge of the usable regions of `map`, which must be sorted and without overlaps, but
  /// for what `policy` leaves alone; carves the pool's table out of the first range that holds it.
  /// The map is not kept. Errors: those of ValidateMemoryMap; Error::kCapacity if too many ranges
  /// are reserved; Error::kOutOfMemory if nothing can hold the table; those of
  /// PhysicalMemory::View.
  [[nodiscard]] static Result<FrameAllocator> Create(std::span<const hal::MemoryRegion> map,
                                                     hal::PhysicalMemory& memory
                                                     [[clang::lifetimebound]],
                                                     const FramePolicy& policy = {});

  FrameAllocator(FrameAllocator&& other) noexcept;
  FrameAllocator& operator=(FrameAllocator&&) = delete;
  FrameAllocator(const FrameAllocator&) = delete;
  FrameAllocator& operator=(const FrameAllocator&) = delete;
  ~FrameAllocator() { pool_.Leave(view_); }

  /// An allocator for another processor, from the same pool.
  [[nodiscard]] FrameAllocator ForAnotherProcessor() const [[clang::lifetimebound]] {
    return FrameAllocator(*memory_, pool_);
  }

  /// Asks `resort`, which must outlive its being asked, before it refuses; null: nobody.
  void SetLastResort(LastResort* resort) { resort_ = resort; }

  /// One frame with whatever it held last. Error::kOutOfMemory if none is free.
  [[nodiscard]] Result<FrameRun> Allocate(Reach reach = Reach::kAnywhere)
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);
  /// One frame full of zeros.
  [[nodiscard]] Result<FrameRun> AllocateZeroed(Reach reach = Reach::kAnywhere)
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);

  /// The 512 frames of a large page, aligned as one. Error::kOutOfMemory if no 2 MiB are free.
  [[nodiscard]] Result<FrameRun> AllocateLargePage(Reach reach = Reach::kAnywhere)
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);

  /// `pages` frames in a row, the first a multiple of `alignment` (in frames, a power of two); also
  /// of one frame, for who keeps it as long as others keep runs: it lies among these.
  /// Error::kInvalidArgument for no pages or another alignment, Error::kOutOfMemory if there is
  /// no such run. No run lies on both sides of 4 GiB.
  [[nodiscard]] Result<FrameRun> AllocateRun(PageCount pages, PageCount alignment = PageCount{1},
                                             Reach reach = Reach::kAnywhere)
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);
  /// The same, full of zeros.
  [[nodiscard]] Result<FrameRun> AllocateRunZeroed(PageCount pages,
                                                   PageCount alignment = PageCount{1},
                                                   Reach reach = Reach::kAnywhere)
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);

  /// Gives frames back that a FrameRun released; part of a run may go before the rest. Panics if
  /// any of them is free already or was never the pool's: the kernel's bookkeeping is wrong then.
  void Free(FrameRange range) SK_EXCLUDES(kInterruptContext) { pool_.Give(range); }

  /// The bytes of allocated frames, through the machine's window onto RAM.
  [[nodiscard]] std::span<std::byte> Bytes(FrameRange range) [[clang::lifetimebound]];
  /// The same frames as 64-bit words.
  [[nodiscard]] std::span<std::uint64_t> Words(FrameRange range) [[clang::lifetimebound]];

  /// What the pool has now: exact while nobody else takes or gives. Looks at one word for each
  /// 2 MiB.
  [[nodiscard]] FrameStatistics statistics() const { return pool_.Count(); }

  /// Whether the pool has at least so many free, in whatever places. Looks at one word for each
  /// 2 MiB until it has found them.
  [[nodiscard]] bool HasFree(PageCount least) const { return pool_.HasFree(least); }

 private:
  FrameAllocator(hal::PhysicalMemory& memory, const FramePool& pool)
      : memory_(&memory), pool_(pool) {}

  /// Whether it is worth to ask once more.
  [[nodiscard]] bool AskLastResort() { return resort_ != nullptr && resort_->Yield(); }

  hal::PhysicalMemory* memory_;
  FramePool pool_;
  FrameView view_;
  LastResort* resort_ = nullptr;
  bool used_ = false;  ///< Whether what this handed out may refer to it.
};

}  // namespace starkernel::pmm
