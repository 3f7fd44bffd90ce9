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
#include "src/vmm/virtual_address.h"

namespace starkernel::vmm {

/// Where a virtual address leads.
struct Translation {
  PhysAddr address;           ///< Of the byte asked for.
  PageAttributes attributes;  ///< Of the page it lies in.
  PageCount page_size;        ///< 1, or 512 for a 2 MiB page.
};

/// A tree of 4-level page tables in frames of its own (Intel SDM volume 3, 4.5). Owns the tables,
/// never the pages they map. A table without entries is given back at once. Every range operation
/// either happens wholly or, with an error, not at all.
///
/// Errors of every operation on a range: Error::kInvalidArgument for no pages or the null page,
/// Error::kMisaligned for addresses that are no multiples of the page size, Error::kOutOfRange
/// for addresses that are not canonical or beyond 52 physical bits.
class PageTables {
 public:
  /// An empty tree. Error::kOutOfMemory.
  [[nodiscard]] static Result<PageTables> Create(pmm::FrameAllocator& frames
                                                 [[clang::lifetimebound]]);

  PageTables(PageTables&& other) noexcept = default;
  PageTables& operator=(PageTables&&) = delete;
  PageTables(const PageTables&) = delete;
  PageTables& operator=(const PageTables&) = delete;
  ~PageTables();

  /// Maps `pages` pages from `virt` on to the frames from `phys` on, with 2 MiB pages wherever
  /// both addresses allow. Error::kAlreadyExists if any of the range is mapped,
  /// Error::kOutOfMemory if there is no frame for a table.
  [[nodiscard]] Result<void> Map(VirtAddr virt, PhysAddr phys, PageCount pages,
                                 PageAttributes attributes);

  /// Unmaps the range. Error::kNotFound if any of it is not mapped, Error::kMisaligned if it
  /// covers only a part of a 2 MiB page.
  [[nodiscard]] Result<void> Unmap(VirtAddr virt, PageCount pages);

  /// Gives the range another protection; the errors are those of Unmap.
  [[nodiscard]] Result<void> Protect(VirtAddr virt, PageCount pages, hal::Protection protection);

  /// Where `virt`, of any alignment, leads. Error::kOutOfRange if it is not canonical,
  /// Error::kNotFound if it is not mapped.
  [[nodiscard]] Result<Translation> Translate(VirtAddr virt) const;

  /// The root table's address, for the processor.
  [[nodiscard]] PhysAddr root() const { return root_.address(); }

 private:
  using Table = std::span<std::uint64_t, kEntriesPerTable>;
  struct Path;
  struct Step;

  PageTables(pmm::FrameAllocator& frames, pmm::FrameRun root)
      : frames_(&frames), root_(std::move(root)) {}

  [[nodiscard]] Table TableAt(PhysAddr address) const;
  [[nodiscard]] Path Walk(VirtAddr virt) const;
  [[nodiscard]] Result<void> Extend(Path& path, VirtAddr virt, unsigned level);
  void Prune(Path& path, VirtAddr virt);
  [[nodiscard]] Result<void> RequireUnmapped(VirtAddr virt, PageCount pages) const;
  [[nodiscard]] Result<void> RequireMapped(VirtAddr virt, PageCount pages) const;
  [[nodiscard]] Result<void> MapStep(const Step& step, PhysAddr phys, PageAttributes attributes);
  void UnmapChecked(VirtAddr virt, PageCount pages);
  void FreeTable(PhysAddr address);
  void FreeTablesUnder(PhysAddr directory);

  pmm::FrameAllocator* frames_;
  pmm::FrameRun root_;
};

}  // namespace starkernel::vmm
