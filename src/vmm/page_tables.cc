#include "src/vmm/page_tables.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/checked.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/page_table_entry.h"
#include "src/vmm/virtual_address.h"

namespace starkernel::vmm {

/// The tables met on the way down to an address: those of the levels kRootLevel to `lowest`. The
/// walk ended at level 1, or at an entry that maps a large page or nothing.
struct PageTables::Path {
  std::array<PhysAddr, kRootLevel> tables{};  ///< By level - 1.
  unsigned lowest = kRootLevel;
};

/// The beginning of a range of pages, as far as entries for it lie in a row of one table: at level
/// 1 there may be several, above it is the one where the walk ended.
struct PageTables::Row {
  Path path;
  std::span<std::uint64_t> entries;
  PageCount pages;    ///< Of the range, under these entries.
  bool whole = true;  ///< Whether the range has all pages under them.
};

namespace {

constexpr std::uint64_t kPhysicalLimit = std::uint64_t{1} << 52;
constexpr unsigned kLargestLevel = 3;  // Of a table that may map pages.

Result<void> CheckRange(VirtAddr virt, PageCount pages) {
  if (!IsAligned(virt, kPageSize)) {
    return Error::kMisaligned;
  }
  if (pages == PageCount{0} || virt == VirtAddr{0}) {
    return Error::kInvalidArgument;
  }
  const Result<std::uint64_t> size = CheckedMultiply(pages.value(), kPageSize.value());
  if (!size.ok()) {
    return Error::kOutOfRange;
  }
  const Result<std::uint64_t> last = CheckedAdd(virt.value(), size.value() - 1);
  if (!last.ok() || !IsCanonical(virt) || !IsCanonical(VirtAddr(last.value())) ||
      (virt.value() ^ last.value()) >> 63 != 0) {
    return Error::kOutOfRange;
  }
  return {};
}

/// For a range of pages that CheckRange has accepted.
Result<void> CheckPhysical(PhysAddr phys, PageCount pages) {
  if (!IsAligned(phys, kPageSize)) {
    return Error::kMisaligned;
  }
  if (phys.value() >= kPhysicalLimit || BytesOf(pages).value() > kPhysicalLimit - phys.value()) {
    return Error::kOutOfRange;
  }
  return {};
}

}  // namespace

Result<PageTables> PageTables::Create(pmm::FrameAllocator& frames, PageCount largest) {
  unsigned level = 1;
  while (level < kLargestLevel && PagesPerEntry(level + 1) <= largest) {
    ++level;
  }
  return PageTables(frames, TRY(frames.AllocateZeroed()), level);
}

PageTables::~PageTables() {
  if (root_.empty()) {
    return;
  }
  ReleaseRetired();
  for (const std::uint64_t root_entry : TableAt(root_.address())) {
    if (!PageTableEntry(root_entry).present()) {
      continue;
    }
    const PhysAddr pointers = PageTableEntry(root_entry).address();
    for (const std::uint64_t raw : TableAt(pointers)) {
      const PageTableEntry entry(raw);
      if (entry.present() && !entry.large()) {
        FreeTablesUnder(entry.address());
        FreeTable(entry.address());
      }
    }
    FreeTable(pointers);
  }
}

/// Frees the level 1 tables of the level 2 table at `directory`.
void PageTables::FreeTablesUnder(PhysAddr directory) {
  for (const std::uint64_t raw : TableAt(directory)) {
    const PageTableEntry entry(raw);
    if (entry.present() && !entry.large()) {
      FreeTable(entry.address());
    }
  }
}

/// The only way an entry changes: one store, so that a walk sees the old entry or the new.
void PageTables::Store(std::uint64_t& slot, std::uint64_t entry) {
  std::atomic_ref(slot).store(entry, std::memory_order_release);
  if (observer_ != nullptr) {
    observer_->Stored();
  }
}

/// Keeps a table that has just been taken out. All its entries are zero; the first leads to the one
/// before, and still maps nothing, as an address of a page is even.
void PageTables::Retire(PhysAddr table) {
  TableAt(table)[0] = retired_.value();
  retired_ = table;
}

void PageTables::ReleaseRetired() {
  while (retired_ != PhysAddr{0}) {
    FreeTable(std::exchange(retired_, PhysAddr{TableAt(retired_)[0]}));
  }
}

void PageTables::FreeTable(PhysAddr address) {
  frames_->Free(pmm::FrameRange{FrameOf(address), PageCount{1}});
}

PageTables::Table PageTables::TableAt(PhysAddr address) const {
  return frames_->Words(pmm::FrameRange{FrameOf(address), PageCount{1}}).first<kEntriesPerTable>();
}

PageTables::Path PageTables::Walk(VirtAddr virt) const {
  Path path;
  path.tables[kRootLevel - 1] = root_.address();
  while (path.lowest > 1) {
    const PageTableEntry entry(
        TableAt(path.tables[path.lowest - 1])[EntryIndex(virt, path.lowest)]);
    if (!entry.present() || entry.large()) {
      break;
    }
    --path.lowest;
    path.tables[path.lowest - 1] = entry.address();
  }
  return path;
}

/// Adds tables below the end of `path`, where nothing is mapped, down to `level`.
Result<void> PageTables::Extend(Path& path, VirtAddr virt, unsigned level) {
  while (path.lowest > level) {
    Result<pmm::FrameRun> table = frames_->AllocateZeroed();
    if (!table.ok()) {
      Prune(path, virt);
      return table.error();
    }
    const PhysAddr address = AddressOf(table.value().Release().first);
    Store(TableAt(path.tables[path.lowest - 1])[EntryIndex(virt, path.lowest)],
          PageTableEntry::ForTable(address).raw());
    --path.lowest;
    path.tables[path.lowest - 1] = address;
  }
  return {};
}

/// Takes out the tables of `path` that have no entries, from the lowest up; the root stays.
void PageTables::Prune(Path& path, VirtAddr virt) {
  const auto is_zero = [](std::uint64_t entry) { return entry == 0; };
  while (path.lowest < kRootLevel) {
    const PhysAddr empty = path.tables[path.lowest - 1];
    if (!std::ranges::all_of(TableAt(empty), is_zero)) {
      return;
    }
    ++path.lowest;
    Store(TableAt(path.tables[path.lowest - 1])[EntryIndex(virt, path.lowest)], 0);
    Retire(empty);
  }
}

PageTables::Row PageTables::RowAt(VirtAddr virt, PageCount left) const {
  Row row{.path = Walk(virt), .entries = {}, .pages = PageCount{0}};
  const unsigned level = row.path.lowest;
  const std::size_t index = EntryIndex(virt, level);
  const Table table = TableAt(row.path.tables[level - 1]);
  if (level == 1) {
    row.pages = std::min(left, PageCount{kEntriesPerTable - index});
    row.entries = table.subspan(index, row.pages.value());
  } else {
    const PageCount covered = PagesPerEntry(level);
    const PageCount skipped{virt.value() / kPageSize.value() % covered.value()};
    row.pages = std::min(left, covered - skipped);
    row.entries = table.subspan(index, 1);
    row.whole = row.pages == covered;
  }
  return row;
}

Result<void> PageTables::RequireUnmapped(VirtAddr virt, PageCount pages) const {
  PageCount done{0};
  while (done < pages) {
    const Row row = RowAt(virt + BytesOf(done), pages - done);
    for (const std::uint64_t entry : row.entries) {
      if (PageTableEntry(entry).present()) {
        return Error::kAlreadyExists;
      }
    }
    done += row.pages;
  }
  return {};
}

Result<void> PageTables::RequireMapped(VirtAddr virt, PageCount pages) const {
  PageCount done{0};
  while (done < pages) {
    const Row row = RowAt(virt + BytesOf(done), pages - done);
    for (const std::uint64_t entry : row.entries) {
      if (!PageTableEntry(entry).present()) {
        return Error::kNotFound;
      }
    }
    if (!row.whole) {
      return Error::kMisaligned;
    }
    done += row.pages;
  }
  return {};
}

Result<void> PageTables::RequireUnsealed(VirtAddr virt, PageCount pages) const {
  PageCount done{0};
  while (done < pages) {
    const Row row = RowAt(virt + BytesOf(done), pages - done);
    for (const std::uint64_t entry : row.entries) {
      if (PageTableEntry(entry).attributes().sealed) {
        return Error::kInvalidArgument;
      }
    }
    done += row.pages;
  }
  return {};
}

Result<void> PageTables::Split(VirtAddr virt) {
  TRY(CheckRange(virt, PageCount{1}));
  for (;;) {
    const Path path = Walk(virt);
    const unsigned below = path.lowest - 1;
    std::uint64_t& slot = TableAt(path.tables[below])[EntryIndex(virt, path.lowest)];
    const PageTableEntry whole(slot);
    if (!whole.present()) {
      return Error::kNotFound;
    }
    if (below == 0) {
      return {};
    }
    const PhysAddr table = AddressOf(TRY(frames_->AllocateZeroed()).Release().first);
    PhysAddr piece = whole.address();
    for (std::uint64_t& entry : TableAt(table)) {
      entry = below == 1 ? PageTableEntry::ForPage(piece, whole.attributes()).raw()
                         : PageTableEntry::ForLargePage(piece, whole.attributes()).raw();
      piece = piece + BytesOf(PagesPerEntry(below));
    }
    // All of it leads where it led before, from one store to the next.
    Store(slot, PageTableEntry::ForTable(table).raw());
  }
}

PageCount PageTables::CountUnmapped(VirtAddr virt, PageCount pages) const {
  PageCount done{0};
  while (done < pages) {
    const Row row = RowAt(virt + BytesOf(done), pages - done);
    PageCount page = done;
    for (const std::uint64_t entry : row.entries) {
      if (PageTableEntry(entry).present()) {
        return page;
      }
      page += PageCount{1};
    }
    done += row.pages;
  }
  return done;
}

Result<void> PageTables::Prepare(VirtAddr virt) {
  TRY(CheckRange(virt, PageCount{1}));
  const Row row = RowAt(virt, PageCount{1});
  Path path = row.path;
  if (path.lowest > 1 && PageTableEntry(row.entries.front()).present()) {
    return Error::kAlreadyExists;
  }
  return Extend(path, virt, 1);
}

void PageTables::Tidy(VirtAddr virt) {
  Path path = Walk(virt);
  Prune(path, virt);
}

Result<void> PageTables::Map(VirtAddr virt, PhysAddr phys, PageCount pages,
                             PageAttributes attributes) {
  TRY(CheckRange(virt, pages));
  TRY(CheckPhysical(phys, pages));
  TRY(RequireUnmapped(virt, pages));
  PageCount done{0};
  while (done < pages) {
    const Result<PageCount> mapped =
        MapRow(virt + BytesOf(done), phys + BytesOf(done), pages - done, attributes);
    if (!mapped.ok()) {
      UnmapChecked(virt, done);
      return mapped.error();
    }
    done += mapped.value();
  }
  return {};
}

/// The level of the largest page with which a mapping of `left` pages can begin.
unsigned PageTables::LevelFor(VirtAddr virt, PhysAddr phys, PageCount left) const {
  unsigned level = largest_level_;
  while (level > 1 &&
         (left < PagesPerEntry(level) || !IsAligned(virt, BytesOf(PagesPerEntry(level))) ||
          !IsAligned(phys, BytesOf(PagesPerEntry(level))))) {
    --level;
  }
  return level;
}

/// Maps what lies in one row of entries; says how many pages these are.
Result<PageCount> PageTables::MapRow(VirtAddr virt, PhysAddr phys, PageCount left,
                                     PageAttributes attributes) {
  const unsigned level = LevelFor(virt, phys, left);
  Path path = Walk(virt);
  TRY(Extend(path, virt, level));
  const Table table = TableAt(path.tables[level - 1]);
  const std::size_t index = EntryIndex(virt, level);
  if (level > 1) {
    Store(table[index], PageTableEntry::ForLargePage(phys, attributes).raw());
    return PagesPerEntry(level);
  }
  const PageCount pages = std::min(left, PageCount{kEntriesPerTable - index});
  // Entries of neighbouring pages differ in the address alone.
  std::uint64_t entry = PageTableEntry::ForPage(phys, attributes).raw();
  for (std::uint64_t& slot : table.subspan(index, pages.value())) {
    Store(slot, entry);
    entry += kPageSize.value();
  }
  return pages;
}

Result<void> PageTables::Unmap(VirtAddr virt, PageCount pages) {
  TRY(CheckRange(virt, pages));
  TRY(RequireMapped(virt, pages));
  UnmapChecked(virt, pages);
  return {};
}

void PageTables::UnmapChecked(VirtAddr virt, PageCount pages) {
  PageCount done{0};
  while (done < pages) {
    Row row = RowAt(virt + BytesOf(done), pages - done);
    for (std::uint64_t& slot : row.entries) {
      Store(slot, 0);
    }
    Prune(row.path, virt + BytesOf(done));
    done += row.pages;
  }
}

Result<void> PageTables::Protect(VirtAddr virt, PageCount pages, hal::Protection protection) {
  TRY(CheckRange(virt, pages));
  TRY(RequireMapped(virt, pages));
  if (protection == hal::Protection::kReadWrite) {
    TRY(RequireUnsealed(virt, pages));
  }
  PageCount done{0};
  while (done < pages) {
    const Row row = RowAt(virt + BytesOf(done), pages - done);
    for (std::uint64_t& slot : row.entries) {
      const PageTableEntry old(slot);
      PageAttributes attributes = old.attributes();
      attributes.protection = protection;
      Store(slot, row.path.lowest > 1
                      ? PageTableEntry::ForLargePage(old.address(), attributes).raw()
                      : PageTableEntry::ForPage(old.address(), attributes).raw());
    }
    done += row.pages;
  }
  return {};
}

Result<Translation> PageTables::Translate(VirtAddr virt) const {
  if (!IsCanonical(virt)) {
    return Error::kOutOfRange;
  }
  const Path path = Walk(virt);
  const PageTableEntry entry(TableAt(path.tables[path.lowest - 1])[EntryIndex(virt, path.lowest)]);
  if (!entry.present()) {
    return Error::kNotFound;
  }
  const PageCount page_size = PagesPerEntry(path.lowest);
  const ByteCount offset(virt.value() % BytesOf(page_size).value());
  return Translation{entry.address() + offset, entry.attributes(), page_size};
}

}  // namespace starkernel::vmm
