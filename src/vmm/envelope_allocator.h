#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/fixed_vector.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/hal/mmu.h"
#include "src/hal/page_fault_resolver.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_pages.h"
#include "src/vmm/envelope_places.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::vmm {

/// What an envelope is to be.
struct EnvelopeShape {
  ByteCount size;                      ///< Of its addresses: a multiple of the page size.
  PageCount limit{~std::uint64_t{0}};  ///< Pages it may hold; no more than it has addresses for.
  PageCount kept{0};  ///< Pages after the null page that are there at once, and stay.
  /// The last pages: those do not come when they are touched, only by Map, Share, Transfer and
  /// Protect. At most 65535, behind what is kept.
  PageCount windows{0};
  /// It is for machine code: its pages may be made executable, never come by being touched, and
  /// cannot be shared or handed over. Without `kept` and `windows`.
  bool holds_code = false;
  /// It is one of many that come and go: where it goes, the pages that are kept may stay mapped,
  /// full of zeros, for the next of these. For those that take one place.
  bool stays_ready = false;
};

/// Gives out envelopes in the machine's envelope range, and brings their pages when they are
/// touched. Their places are multiples of 1 MiB (EnvelopePlaces), so that up to two share a page
/// table. Each begins with its null page, which is never mapped and parts it from the one before;
/// nobody else's page is nearer. More are not needed between them: every access is checked against
/// the envelope it is meant for before it is made. Must not move or die while an envelope is alive
/// (a move then panics).
class EnvelopeAllocator final : private hal::PageFaultResolver {
 public:
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

  /// So many stay ready at most, in the lowest places.
  static constexpr std::size_t kMostReady = 16;

  /// Gives back what stays ready; whether that was anything. Done before anybody is refused a page
  /// for want of frames; who is refused one elsewhere may ask for it.
  bool Trim() SK_EXCLUDES(kInterruptContext);

  /// An envelope without pages, but for those that are kept. The address space must be active.
  /// Error::kMisaligned, Error::kInvalidArgument for a size below two pages or one that does not
  /// hold what is kept and the windows, Error::kCapacity if more is kept than the limit allows,
  /// Error::kOutOfMemory if frames or addresses run out; nothing is kept then but for records that
  /// can be used later.
  [[nodiscard]] Result<Envelope> Allocate(const EnvelopeShape& shape)
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);

 private:
  friend class Envelope;
  EnvelopeAllocator(pmm::FrameAllocator& frames, AddressSpace& space, hal::Mmu& mmu)
      : mmu_(&mmu), places_(frames, mmu.EnvelopeSpace()), pages_(frames, space, mmu) {}

  [[nodiscard]] hal::PageFaultAnswer Resolve(VirtAddr address, hal::PageAccess access) override;

  void Free(EnvelopeRecord& envelope);
  void GiveBack(EnvelopeRecord& envelope);
  /// A place for such an envelope, and whether the pages that are to be kept are there.
  struct Place {
    std::uint32_t number;
    bool is_ready;
  };
  [[nodiscard]] Result<Place> TakePlace(const EnvelopeShape& shape, PageCount limit);
  [[nodiscard]] std::uint32_t PlaceOf(const EnvelopeRecord& envelope) const;

  hal::Mmu* mmu_;
  std::size_t alive_ = 0;
  bool resolves_ = false;  ///< Whether the machine asks this one.
  EnvelopePlaces places_;
  EnvelopePages pages_;
  FixedVector<std::uint32_t, kMostReady> ready_;  ///< Places whose kept pages are there.
};

}  // namespace starkernel::vmm
