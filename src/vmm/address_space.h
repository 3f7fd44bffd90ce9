#pragma once

#include <utility>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/mmu.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/page_table_entry.h"
#include "src/vmm/page_tables.h"
#include "src/vmm/store_observer.h"

namespace starkernel::vmm {

/// Page tables together with the unit that walks them: once active, every change is told to the
/// unit before the operation returns. Must outlive its being active.
class AddressSpace {
 public:
  /// An empty address space. Error::kOutOfMemory.
  [[nodiscard]] static Result<AddressSpace> Create(pmm::FrameAllocator& frames
                                                   [[clang::lifetimebound]],
                                                   hal::Mmu& mmu [[clang::lifetimebound]]);

  /// As the operations of PageTables, with the same errors. Map leaves it to its caller to note the
  /// event: pages that come one by one would push everything else out of the log.
  [[nodiscard]] Result<void> Map(VirtAddr virt, PhysAddr phys, PageCount pages,
                                 PageAttributes attributes);
  [[nodiscard]] Result<void> Unmap(VirtAddr virt, PageCount pages);
  [[nodiscard]] Result<void> Protect(VirtAddr virt, PageCount pages, hal::Protection protection);
  [[nodiscard]] Result<void> Prepare(VirtAddr virt);
  [[nodiscard]] Result<void> Split(VirtAddr virt);
  void Tidy(VirtAddr virt);
  [[nodiscard]] PageCount CountUnmapped(VirtAddr virt, PageCount pages) const {
    return tables_.CountUnmapped(virt, pages);
  }
  [[nodiscard]] Result<Translation> Translate(VirtAddr virt) const {
    return tables_.Translate(virt);
  }

  /// Makes the unit walk these tables.
  void Activate();

  /// As that of PageTables.
  void Observe(StoreObserver& observer [[clang::lifetimebound]]) { tables_.Observe(observer); }

  [[nodiscard]] PhysAddr root() const { return tables_.root(); }

 private:
  AddressSpace(PageTables tables, hal::Mmu& mmu) : tables_(std::move(tables)), mmu_(&mmu) {}

  [[nodiscard]] Result<void> Announce(Result<void> change, VirtAddr virt, PageCount pages);

  PageTables tables_;
  hal::Mmu* mmu_;
  bool active_ = false;
};

}  // namespace starkernel::vmm
