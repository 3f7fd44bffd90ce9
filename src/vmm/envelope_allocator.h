#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/hal/mmu.h"
#include "src/pmm/bitmap.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"

namespace starkernel::vmm {

/// Gives out envelopes in the machine's envelope range. Addresses go out in granules of 2 MiB,
/// with at least one unmapped granule before and after every envelope, and a freed place is used
/// again as late as possible. Must not move or die while an envelope is alive (a move then
/// panics).
class EnvelopeAllocator {
 public:
  /// Granules that one frame of bitmap keeps track of, and so the most that are used: 64 GiB.
  static constexpr std::uint64_t kMaximumGranules = 4096 * 8;

  /// Error::kMisaligned if the machine's range does not start at a multiple of 2 MiB,
  /// Error::kOutOfMemory.
  [[nodiscard]] static Result<EnvelopeAllocator> Create(pmm::FrameAllocator& frames
                                                        [[clang::lifetimebound]],
                                                        AddressSpace& space
                                                        [[clang::lifetimebound]],
                                                        hal::Mmu& mmu [[clang::lifetimebound]]);

  EnvelopeAllocator(EnvelopeAllocator&& other) noexcept;
  EnvelopeAllocator& operator=(EnvelopeAllocator&&) = delete;
  EnvelopeAllocator(const EnvelopeAllocator&) = delete;
  EnvelopeAllocator& operator=(const EnvelopeAllocator&) = delete;
  ~EnvelopeAllocator() = default;

  /// An envelope of `size` bytes full of zeros, `size` a multiple of the page size and at least
  /// two pages. The address space must be active. Error::kMisaligned, Error::kInvalidArgument for
  /// a size below two pages, Error::kOutOfMemory if frames or addresses run out; nothing is kept
  /// then.
  [[nodiscard]] Result<Envelope> Allocate(ByteCount size)
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);

 private:
  friend class Envelope;
  EnvelopeAllocator(pmm::FrameAllocator& frames, AddressSpace& space, hal::Mmu& mmu,
                    pmm::FrameRun storage, pmm::Bitmap free)
      : frames_(&frames), space_(&space), mmu_(&mmu), storage_(std::move(storage)), free_(free) {}

  void Free(VirtAddr base, ByteCount size);
  [[nodiscard]] std::optional<std::uint64_t> FindPlace(std::uint64_t granules) const;
  [[nodiscard]] VirtAddr GranuleAddress(std::uint64_t granule) const;
  [[nodiscard]] Result<void> Populate(VirtAddr base, PageCount pages);
  [[nodiscard]] Result<void> PopulateStep(VirtAddr virt, PageCount pages);
  [[nodiscard]] Result<void> MapZeroed(VirtAddr virt, PageCount pages);
  void Depopulate(VirtAddr base, PageCount pages);

  pmm::FrameAllocator* frames_;
  AddressSpace* space_;
  hal::Mmu* mmu_;
  pmm::FrameRun storage_;  ///< Holds the bits of free_.
  pmm::Bitmap free_;       ///< By granule of the machine's range.
  std::uint64_t hint_ = 0;
  std::uint64_t alive_ = 0;
};

}  // namespace starkernel::vmm
