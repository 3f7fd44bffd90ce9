#include "src/vmm/page_tables.h"

#include <algorithm>
#include <array>
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

/// The part of a range that lies under one level 2 entry.
struct PageTables::Step {
  VirtAddr virt;
  PageCount pages;

  static Step First(VirtAddr virt, PageCount pages) {
    const std::size_t index = EntryIndex(virt, 1);
    return {virt, std::min(pages, PageCount{kEntriesPerTable - index})};
  }
  [[nodiscard]] bool whole() const { return pages == kPagesPerLargePage; }
};

namespace {

constexpr std::uint64_t kPhysicalLimit = std::uint64_t{1} << 52;

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

Result<PageTables> PageTables::Create(pmm::FrameAllocator& frames) {
  return PageTables(frames, TRY(frames.AllocateZeroed()));
}

PageTables::~PageTables() {
  if (root_.empty()) {
    return;
  }
  for (const std::uint64_t root_entry : TableAt(root_.address())) {
    if (!PageTableEntry(root_entry).present()) {
      continue;
    }
    const PhysAddr pointers = PageTableEntry(root_entry).address();
    for (const std::uint64_t entry : TableAt(pointers)) {
      if (PageTableEntry(entry).present()) {
        FreeTablesUnder(PageTableEntry(entry).address());
        FreeTable(PageTableEntry(entry).address());
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
    TableAt(path.tables[path.lowest - 1])[EntryIndex(virt, path.lowest)] =
        PageTableEntry::ForTable(address).raw();
    --path.lowest;
    path.tables[path.lowest - 1] = address;
  }
  return {};
}

/// Gives back the tables of `path` that have no entries, from the lowest up; the root stays.
void PageTables::Prune(Path& path, VirtAddr virt) {
  const auto is_zero = [](std::uint64_t entry) { return entry == 0; };
  while (path.lowest < kRootLevel) {
    const PhysAddr empty = path.tables[path.lowest - 1];
    if (!std::ranges::all_of(TableAt(empty), is_zero)) {
      return;
    }
    ++path.lowest;
    TableAt(path.tables[path.lowest - 1])[EntryIndex(virt, path.lowest)] = 0;
    FreeTable(empty);
  }
}

Result<void> PageTables::RequireUnmapped(VirtAddr virt, PageCount pages) const {
  PageCount done{0};
  while (done < pages) {
    const Step step = Step::First(virt + BytesOf(done), pages - done);
    const Path path = Walk(step.virt);
    const Table table = TableAt(path.tables[path.lowest - 1]);
    const std::size_t index = EntryIndex(step.virt, path.lowest);
    // Above level 1 the walk ended at one entry; at level 1 the step's entries lie in a row.
    const std::size_t count = path.lowest == 1 ? step.pages.value() : 1;
    for (const std::uint64_t entry : table.subspan(index, count)) {
      if (PageTableEntry(entry).present()) {
        return Error::kAlreadyExists;
      }
    }
    done += step.pages;
  }
  return {};
}

Result<void> PageTables::RequireMapped(VirtAddr virt, PageCount pages) const {
  PageCount done{0};
  while (done < pages) {
    const Step step = Step::First(virt + BytesOf(done), pages - done);
    const Path path = Walk(step.virt);
    const Table table = TableAt(path.tables[path.lowest - 1]);
    const std::size_t index = EntryIndex(step.virt, path.lowest);
    const std::size_t count = path.lowest == 1 ? step.pages.value() : 1;
    for (const std::uint64_t entry : table.subspan(index, count)) {
      if (!PageTableEntry(entry).present()) {
        return Error::kNotFound;
      }
    }
    if (path.lowest > 1 && !step.whole()) {
      return Error::kMisaligned;
    }
    done += step.pages;
  }
  return {};
}

Result<void> PageTables::Map(VirtAddr virt, PhysAddr phys, PageCount pages,
                             PageAttributes attributes) {
  TRY(CheckRange(virt, pages));
  TRY(CheckPhysical(phys, pages));
  TRY(RequireUnmapped(virt, pages));
  PageCount done{0};
  while (done < pages) {
    const Step step = Step::First(virt + BytesOf(done), pages - done);
    const Result<void> mapped = MapStep(step, phys + BytesOf(done), attributes);
    if (!mapped.ok()) {
      UnmapChecked(virt, done);
      return mapped;
    }
    done += step.pages;
  }
  return {};
}

Result<void> PageTables::MapStep(const Step& step, PhysAddr phys, PageAttributes attributes) {
  const bool large = step.whole() && phys.value() % kLargePageSize.value() == 0;
  const unsigned level = large ? 2 : 1;
  Path path = Walk(step.virt);
  TRY(Extend(path, step.virt, level));
  const Table table = TableAt(path.tables[level - 1]);
  const std::size_t index = EntryIndex(step.virt, level);
  if (large) {
    table[index] = PageTableEntry::ForLargePage(phys, attributes).raw();
    return {};
  }
  // Entries of neighbouring pages differ in the address alone.
  std::uint64_t entry = PageTableEntry::ForPage(phys, attributes).raw();
  for (std::uint64_t& slot : table.subspan(index, step.pages.value())) {
    slot = entry;
    entry += kPageSize.value();
  }
  return {};
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
    const Step step = Step::First(virt + BytesOf(done), pages - done);
    Path path = Walk(step.virt);
    const std::size_t count = path.lowest == 1 ? step.pages.value() : 1;
    std::ranges::fill(
        TableAt(path.tables[path.lowest - 1]).subspan(EntryIndex(step.virt, path.lowest), count),
        0U);
    Prune(path, step.virt);
    done += step.pages;
  }
}

Result<void> PageTables::Protect(VirtAddr virt, PageCount pages, hal::Protection protection) {
  TRY(CheckRange(virt, pages));
  TRY(RequireMapped(virt, pages));
  PageCount done{0};
  while (done < pages) {
    const Step step = Step::First(virt + BytesOf(done), pages - done);
    const Path path = Walk(step.virt);
    const bool large = path.lowest > 1;
    const std::size_t count = large ? 1 : step.pages.value();
    for (std::uint64_t& slot :
         TableAt(path.tables[path.lowest - 1]).subspan(EntryIndex(step.virt, path.lowest), count)) {
      const PageTableEntry old(slot);
      const PageAttributes attributes{protection, old.attributes().caching};
      slot = large ? PageTableEntry::ForLargePage(old.address(), attributes).raw()
                   : PageTableEntry::ForPage(old.address(), attributes).raw();
    }
    done += step.pages;
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
  const PageCount page_size = path.lowest == 1 ? PageCount{1} : kPagesPerLargePage;
  const ByteCount offset(virt.value() % BytesOf(page_size).value());
  return Translation{entry.address() + offset, entry.attributes(), page_size};
}

}  // namespace starkernel::vmm
