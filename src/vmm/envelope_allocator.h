#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/hal/mmu.h"
#include "src/hal/page_fault_resolver.h"
#include "src/pmm/bitmap.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_pages.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::vmm {

/// What an envelope is to be.
struct EnvelopeShape {
  ByteCount size;                      ///< Of its addresses: a multiple of the page size.
  PageCount limit{~std::uint64_t{0}};  ///< Pages it may hold; no more than it has addresses for.
  PageCount kept{0};  ///< Pages after the null page that are there at once, and stay.
};

/// Gives out envelopes in the machine's envelope range, and brings their pages when they are
/// touched. Addresses go out in granules of 2 MiB, with at least one unmapped granule before and
/// after every envelope, and a freed place is used again as late as possible. Must not move or die
/// while an envelope is alive (a move then panics).
class EnvelopeAllocator final : private hal::PageFaultResolver {
 public:
  /// Granules that one frame of bitmap keeps track of, and so the most that are used: 64 GiB.
  static constexpr std::uint64_t kMaximumGranules = 4096 * 8;
  /// Envelopes alive at a time.
  static constexpr std::size_t kMaximumEnvelopes = 64;

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
  ~EnvelopeAllocator();

  /// An envelope without pages, but for those that are kept. The address space must be active.
  /// Error::kMisaligned, Error::kInvalidArgument for a size below two pages or one that does not
  /// hold what is kept, Error::kCapacity if there are kMaximumEnvelopes or more is kept than the
  /// limit allows, Error::kOutOfMemory if frames or addresses run out; nothing is kept then.
  [[nodiscard]] Result<Envelope> Allocate(const EnvelopeShape& shape)
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);

 private:
  friend class Envelope;
  EnvelopeAllocator(pmm::FrameAllocator& frames, AddressSpace& space, hal::Mmu& mmu,
                    pmm::FrameRun storage, pmm::Bitmap free)
      : mmu_(&mmu), storage_(std::move(storage)), free_(free), pages_(frames, space) {}

  [[nodiscard]] hal::PageFaultAnswer Resolve(VirtAddr address, hal::PageAccess access) override;

  void Free(EnvelopeRecord& envelope);
  [[nodiscard]] EnvelopeRecord* FindUnused() [[clang::lifetimebound]];
  [[nodiscard]] std::optional<std::uint64_t> FindPlace(std::uint64_t granules) const;
  [[nodiscard]] VirtAddr GranuleAddress(std::uint64_t granule) const;

  hal::Mmu* mmu_;
  pmm::FrameRun storage_;  ///< Holds the bits of free_.
  pmm::Bitmap free_;       ///< By granule of the machine's range.
  std::uint64_t hint_ = 0;
  std::size_t alive_ = 0;
  bool resolves_ = false;  ///< Whether the machine asks this one.
  EnvelopePages pages_;
  std::array<EnvelopeRecord, kMaximumEnvelopes> records_{};
};

}  // namespace starkernel::vmm
