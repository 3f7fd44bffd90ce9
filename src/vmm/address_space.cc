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
namespace {

// Notes a change that was made.
Result<void> Noted(hal::EventKind kind, Result<void> change, VirtAddr virt, PageCount pages) {
  if (change.ok()) {
    hal::RecordEvent(kind, virt.value(), pages.value());
  }
  return change;
}

}  // namespace

Result<AddressSpace> AddressSpace::Create(pmm::FrameAllocator& frames, hal::Mmu& mmu) {
  return AddressSpace(TRY(PageTables::Create(frames, mmu.LargestPage())), mmu);
}

Result<void> AddressSpace::Map(VirtAddr virt, PhysAddr phys, PageCount pages,
                               PageAttributes attributes) {
  const Result<void> mapped =
      Noted(hal::EventKind::kMapped, tables_.Map(virt, phys, pages, attributes), virt, pages);
  if (mapped.ok() && active_) {
    mmu_->Appeared(virt, pages);
  }
  return mapped.ok() ? mapped : Announce(mapped, virt, pages);
}

Result<void> AddressSpace::Unmap(VirtAddr virt, PageCount pages) {
  return Announce(Noted(hal::EventKind::kUnmapped, tables_.Unmap(virt, pages), virt, pages), virt,
                  pages);
}

Result<void> AddressSpace::Protect(VirtAddr virt, PageCount pages, hal::Protection protection) {
  return Announce(tables_.Protect(virt, pages, protection), virt, pages);
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
