#pragma once

#include <optional>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/mmu.h"
#include "src/hal/page_fault_resolver.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/frame_shares.h"

namespace starkernel::vmm {

/// The pages of envelopes: brings, takes and hands them on. Where an envelope lies and who may ask
/// is decided elsewhere; the operations are those of Envelope.
class EnvelopePages {
 public:
  /// All must outlive this.
  EnvelopePages(pmm::FrameAllocator& frames [[clang::lifetimebound]],
                AddressSpace& space [[clang::lifetimebound]],
                const hal::Mmu& mmu [[clang::lifetimebound]])
      : frames_(&frames), space_(&space), mmu_(&mmu), shares_(frames) {}

  /// What becomes of an access to `address` of the envelope that faulted.
  [[nodiscard]] hal::PageFaultAnswer Touch(EnvelopeRecord& envelope, VirtAddr address,
                                           hal::PageAccess access);

  [[nodiscard]] Result<void> Map(EnvelopeRecord& envelope, EnvelopePart part);
  [[nodiscard]] Result<void> Unmap(EnvelopeRecord& envelope, EnvelopePart part);
  [[nodiscard]] Result<void> Protect(EnvelopeRecord& envelope, EnvelopePart part,
                                     hal::Protection protection);
  [[nodiscard]] Result<void> Share(EnvelopeRecord& source, EnvelopePart part,
                                   EnvelopeRecord& target, GuestAddr at,
                                   hal::Protection protection);
  [[nodiscard]] Result<void> Transfer(EnvelopeRecord& source, EnvelopePart part,
                                      EnvelopeRecord& target, GuestAddr at);

  /// Gives at most so many pages up, those that are kept too; how many. Fewer: none is left.
  PageCount Clear(EnvelopeRecord& envelope, PageCount most);
  /// The same, but for those that are kept.
  PageCount ClearAllButKept(EnvelopeRecord& envelope, PageCount most);

  /// The first page at `from` or behind that is there; nothing if there is none.
  [[nodiscard]] std::optional<GuestAddr> NextResident(const EnvelopeRecord& envelope,
                                                      GuestAddr from) const;

  /// Fills the pages that are kept with zeros, whose envelope holds no others; false, and nothing
  /// happens, if somebody else has one of them, too.
  [[nodiscard]] bool Renew(const EnvelopeRecord& envelope);

 private:
  /// Pages in a row, as addresses of the kernel.
  struct Range {
    VirtAddr base;
    PageCount pages;
  };
  struct Moving;

  [[nodiscard]] static Result<Range> RangeOf(const EnvelopeRecord& envelope, EnvelopePart part);
  [[nodiscard]] static Result<Range> ChangeableRangeOf(const EnvelopeRecord& envelope,
                                                       EnvelopePart part);
  [[nodiscard]] static Result<Range> EmptyRangeOf(const EnvelopeRecord& target, GuestAddr at,
                                                  PageCount pages, const AddressSpace& space);
  [[nodiscard]] Result<void> MapOne(EnvelopeRecord& envelope, VirtAddr page);
  [[nodiscard]] Result<void> MapCode(EnvelopeRecord& envelope, Range range);
  [[nodiscard]] Result<void> SealWindow(PhysAddr frame);
  void OpenWindow(PhysAddr frame);
  [[nodiscard]] PageCount CountMapped(Range range) const;
  [[nodiscard]] bool HasReadOnly(Range range) const;
  [[nodiscard]] Result<void> MakeResident(EnvelopeRecord& envelope, Range range,
                                          hal::Protection protection);
  [[nodiscard]] Result<void> PrepareMissing(Range range);
  [[nodiscard]] Result<void> PrepareFor(Range source, VirtAddr target);
  [[nodiscard]] Result<void> CountOwners(Range range);
  void Tidy(Range range);
  PageCount Release(EnvelopeRecord& envelope, Range range, PageCount most);
  void Move(EnvelopeRecord& source, Range range, EnvelopeRecord& target, VirtAddr to);

  pmm::FrameAllocator* frames_;
  AddressSpace* space_;
  const hal::Mmu* mmu_;
  FrameShares shares_;
};

}  // namespace starkernel::vmm
