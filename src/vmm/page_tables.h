#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/page_table_entry.h"
#include "src/vmm/store_observer.h"
#include "src/vmm/virtual_address.h"

namespace starkernel::vmm {

/// Where a virtual address leads.
struct Translation {
  PhysAddr address;           ///< Of the byte asked for.
  PageAttributes attributes;  ///< Of the page it lies in.
  PageCount page_size;        ///< 1, 512 for a 2 MiB page, 262,144 for a 1 GiB page.
};

/// A tree of 4-level page tables in frames of its own (Intel SDM volume 3, 4.5). Owns the tables,
/// never the pages they map. Every range operation either happens wholly or, with an error, not at
/// all; at each store on the way a page is mapped as it was before or as it is afterwards. A table
/// without entries is taken out at once, and is free again with ReleaseRetired: until a processor
/// has been told, it may walk there.
///
/// Errors of every operation on a range: Error::kInvalidArgument for no pages or the null page,
/// Error::kMisaligned for addresses that are no multiples of the page size, Error::kOutOfRange
/// for addresses that are not canonical or beyond 52 physical bits.
class PageTables {
 public:
  /// An empty tree, which will use pages of up to `largest` (1, 512 or 262,144 pages).
  /// Error::kOutOfMemory.
  [[nodiscard]] static Result<PageTables> Create(pmm::FrameAllocator& frames
                                                 [[clang::lifetimebound]],
                                                 PageCount largest = PageCount{512});

  PageTables(PageTables&& other) noexcept
      : frames_(other.frames_),
        observer_(other.observer_),
        root_(std::move(other.root_)),
        retired_(std::exchange(other.retired_, PhysAddr{0})),
        largest_level_(other.largest_level_) {}
  PageTables& operator=(PageTables&&) = delete;
  PageTables(const PageTables&) = delete;
  PageTables& operator=(const PageTables&) = delete;
  ~PageTables();

  /// Maps `pages` pages from `virt` on to the frames from `phys` on, with the largest pages that
  /// both addresses allow. Error::kAlreadyExists if any of the range is mapped,
  /// Error::kOutOfMemory if there is no frame for a table.
  [[nodiscard]] Result<void> Map(VirtAddr virt, PhysAddr phys, PageCount pages,
                                 PageAttributes attributes);

  /// Unmaps the range. Error::kNotFound if any of it is not mapped, Error::kMisaligned if it
  /// covers only a part of a large page.
  [[nodiscard]] Result<void> Unmap(VirtAddr virt, PageCount pages);

  /// Gives the range another protection; the errors are those of Unmap, and Error::kInvalidArgument
  /// if sealed pages would become writable.
  [[nodiscard]] Result<void> Protect(VirtAddr virt, PageCount pages, hal::Protection protection);

  /// Makes the tables for the page at `virt`, so that mapping it cannot fail; nothing is mapped
  /// yet. They stay, though they are without entries, until the next operation on a page of theirs,
  /// or Tidy. Error::kAlreadyExists if a large page is there, Error::kOutOfMemory.
  [[nodiscard]] Result<void> Prepare(VirtAddr virt);

  /// Takes out the tables for the page at `virt` that are without entries.
  void Tidy(VirtAddr virt);

  /// Has the page of 4 KiB at `virt` mapped by an entry of its own, where one of a larger page maps
  /// it: as before, and so its neighbours. Error::kNotFound if nothing does, Error::kOutOfMemory;
  /// then it may be in a smaller page than before.
  [[nodiscard]] Result<void> Split(VirtAddr virt);

  /// How many of the `pages` pages from `virt` on, a canonical range, come before the first that is
  /// mapped. Takes no time for pages without tables.
  [[nodiscard]] PageCount CountUnmapped(VirtAddr virt, PageCount pages) const;

  /// Where `virt`, of any alignment, leads. Error::kOutOfRange if it is not canonical,
  /// Error::kNotFound if it is not mapped.
  [[nodiscard]] Result<Translation> Translate(VirtAddr virt) const;

  /// Gives the frames of tables back that have been taken out. No processor walks them any more.
  void ReleaseRetired();

  /// Whether there are tables that have been taken out and not given back.
  [[nodiscard]] bool has_retired() const { return retired_ != PhysAddr{0}; }

  /// From now on `observer` is told of each store; it must outlive the tables.
  void Observe(StoreObserver& observer) { observer_ = &observer; }

  /// The root table's address, for the processor.
  [[nodiscard]] PhysAddr root() const { return root_.address(); }

 private:
  using Table = std::span<std::uint64_t, kEntriesPerTable>;
  struct Path;
  struct Row;

  PageTables(pmm::FrameAllocator& frames, pmm::FrameRun root, unsigned largest_level)
      : frames_(&frames), root_(std::move(root)), largest_level_(largest_level) {}

  void Store(std::uint64_t& slot, std::uint64_t entry);

  [[nodiscard]] Table TableAt(PhysAddr address) const;
  [[nodiscard]] Path Walk(VirtAddr virt) const;
  [[nodiscard]] Row RowAt(VirtAddr virt, PageCount left) const;
  [[nodiscard]] Result<void> Extend(Path& path, VirtAddr virt, unsigned level);
  void Prune(Path& path, VirtAddr virt);
  [[nodiscard]] Result<void> RequireUnmapped(VirtAddr virt, PageCount pages) const;
  [[nodiscard]] Result<void> RequireMapped(VirtAddr virt, PageCount pages) const;
  [[nodiscard]] Result<void> RequireUnsealed(VirtAddr virt, PageCount pages) const;
  [[nodiscard]] unsigned LevelFor(VirtAddr virt, PhysAddr phys, PageCount left) const;
  [[nodiscard]] Result<PageCount> MapRow(VirtAddr virt, PhysAddr phys, PageCount left,
                                         PageAttributes attributes);
  void UnmapChecked(VirtAddr virt, PageCount pages);
  void Retire(PhysAddr table);
  void FreeTable(PhysAddr address);
  void FreeTablesUnder(PhysAddr directory);

  pmm::FrameAllocator* frames_;
  StoreObserver* observer_ = nullptr;
  pmm::FrameRun root_;
  PhysAddr retired_{0};  ///< The last table taken out, which leads to the others; 0 if none.
  unsigned largest_level_;
};

}  // namespace starkernel::vmm
