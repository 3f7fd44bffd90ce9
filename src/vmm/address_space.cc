#include "src/vmm/address_space.h"

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/event_log.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/mmu.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/page_table_entry.h"
#include "src/vmm/page_tables.h"

namespace starkernel::vmm {

Result<AddressSpace> AddressSpace::Create(pmm::FrameAllocator& frames, hal::Mmu& mmu) {
  return AddressSpace(TRY(PageTables::Create(frames, mmu.LargestPage())), mmu);
}

Result<void> AddressSpace::Map(VirtAddr virt, PhysAddr phys, PageCount pages,
                               PageAttributes attributes) {
  const Result<void> mapped = tables_.Map(virt, phys, pages, attributes);
  if (mapped.ok() && active_) {
    mmu_->Appeared(virt, pages);
  }
  return mapped.ok() ? mapped : Announce(mapped, virt, pages);
}

Result<void> AddressSpace::Unmap(VirtAddr virt, PageCount pages) {
  const Result<void> unmapped = tables_.Unmap(virt, pages);
  if (unmapped.ok()) {
    hal::RecordEvent(hal::EventKind::kUnmapped, virt.value(), pages.value());
  }
  return Announce(unmapped, virt, pages);
}

Result<void> AddressSpace::Protect(VirtAddr virt, PageCount pages, hal::Protection protection) {
  return Announce(tables_.Protect(virt, pages, protection), virt, pages);
}

Result<void> AddressSpace::Prepare(VirtAddr virt) {
  const Result<void> prepared = tables_.Prepare(virt);
  // What was made before frames ran out is taken out again, but the unit may have seen it.
  return prepared.ok() ? prepared : Announce(prepared, virt, PageCount{1});
}

Result<void> AddressSpace::Split(VirtAddr virt) {
  return Announce(tables_.Split(virt), virt, PageCount{1});
}

void AddressSpace::Activate() {
  mmu_->Activate(tables_.root());
  active_ = true;
}

void AddressSpace::Tidy(VirtAddr virt) {
  tables_.Tidy(virt);
  // Nothing has changed but for tables that are gone.
  if (tables_.has_retired()) {
    Announce({}, virt, PageCount{1}).value();
  }
}

/// Tells the unit of a change that has been made; tables it does not walk yet are read whole by
/// Activate.
Result<void> AddressSpace::Announce(Result<void> change, VirtAddr virt, PageCount pages) {
  // A mapping that failed halfway may have had tables that the unit has seen.
  if (active_ && (change.ok() || tables_.has_retired())) {
    mmu_->InvalidateRange(virt, pages);
  }
  tables_.ReleaseRetired();
  return change;
}

}  // namespace starkernel::vmm
