#include "src/hal/hosted/software_mmu.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/hosted/fault_signals.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/reserved_range.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/page_fault_resolver.h"
#include "src/hal/physical_words_unsafe.h"

namespace starkernel::hal {
namespace {

// Bits of an entry (Intel SDM volume 3, tables 4-15 to 4-20).
constexpr std::uint64_t kPresentFlag = 1U << 0;
constexpr std::uint64_t kWritable = 1U << 1;
constexpr std::uint64_t kLarge = 1U << 7;
constexpr std::uint64_t kNoExecute = std::uint64_t{1} << 63;
constexpr std::uint64_t kAddressBits = 0x000F'FFFF'FFFF'F000;
constexpr std::uint64_t kTableEntries = 512;

/// Pages that one entry of a table at `level` (1 to 4) covers.
constexpr PageCount PagesPerEntry(unsigned level) {
  return PageCount(std::uint64_t{1} << (9 * (level - 1)));
}

/// What the entry of a page allows.
Protection ProtectionOf(std::uint64_t entry) {
  const bool executable = (entry & kNoExecute) == 0;
  if ((entry & kWritable) != 0) {
    Require(!executable, "page tables map a page writable and executable");
    return Protection::kReadWrite;
  }
  return executable ? Protection::kReadExecute : Protection::kReadOnly;
}

/// Whether a page with that protection takes the access.
bool Allows(Protection protection, PageAccess access) {
  switch (access) {
    case PageAccess::kRead: return true;
    case PageAccess::kWrite: return protection == Protection::kReadWrite;
    case PageAccess::kExecute: return protection == Protection::kReadExecute;
  }
  return false;
}

}  // namespace

Result<SoftwareMmu> SoftwareMmu::Create(HostedMemory& memory) {
  return SoftwareMmu(memory, TRY(ReservedRange::Create(kEnvelopeSpace)));
}

void SoftwareMmu::Activate(PhysAddr root) {
  Require(IsAligned(root, kPageSize), "page-table root is not page-aligned");
  root_ = root;
  range_.HideAll();
  shown_ = 0;
  Reflect(range_.base(), PagesFor(range_.size()), Holes::kAreHidden);
}

void SoftwareMmu::InvalidateRange(VirtAddr first, PageCount pages) {
  if (IsInWindow(first)) {
    ProtectWindow(first, pages);
  } else {
    Reflect(first, pages, Holes::kMayBeShown);
  }
}

/// Lets the RAM behind these pages of the window be written, or only be read.
void SoftwareMmu::ProtectWindow(VirtAddr first, PageCount pages) {
  const VirtAddr end = first + std::min(BytesOf(pages), kWindowBase + memory_->size() - first);
  for (VirtAddr page = first; root_.has_value() && page < end; page = page + kPageSize) {
    const Found found = Walk(page);
    const bool writable = !found.physical.has_value() || found.protection == Protection::kReadWrite;
    if (!memory_->LetWrite(PhysAddr((page - kWindowBase).value()), writable)) {
      // As with pages that are shown.
      ForgetAll();
      Require(memory_->LetWrite(PhysAddr((page - kWindowBase).value()), writable),
              "the host refuses to protect a page");
    }
  }
}

void SoftwareMmu::Reflect(VirtAddr first, PageCount pages, Holes holes) {
  if (!root_.has_value() || !Owns(first)) {
    return;
  }
  const VirtAddr end = first + std::min(BytesOf(pages), range_.base() + range_.size() - first);
  VirtAddr start = first;
  Found found = Walk(start);
  VirtAddr next = start + BytesOf(found.pages);
  const auto apply = [&] {
    if (found.physical.has_value() || holes == Holes::kMayBeShown) {
      Apply(start, found);
    }
  };
  while (next < end) {
    const Found after = Walk(next);
    if (found.Adjoins(after)) {
      found.pages += after.pages;
    } else {
      apply();
      start = next;
      found = after;
    }
    next = next + BytesOf(after.pages);
  }
  found.pages = PagesFor(std::min(next, end) - start);
  apply();
}

void SoftwareMmu::ResolveFaultsWith(PageFaultResolver* resolver) {
  resolver_ = resolver;
  hal::ResolveFaultsWith(resolver == nullptr ? nullptr : this);
}

PageFaultAnswer SoftwareMmu::Resolve(VirtAddr address, PageAccess access) {
  if (Recall(address, access)) {
    return PageFaultAnswer::kRetry;
  }
  return resolver_ == nullptr ? PageFaultAnswer::kUnknown : resolver_->Resolve(address, access);
}

/// Shows a page again that was forgotten, if the tables have it. One that faults again right after
/// that has another reason.
bool SoftwareMmu::Recall(VirtAddr address, PageAccess access) {
  if (times_forgotten_ == 0 || !root_.has_value() || !Owns(address)) {
    return false;
  }
  const VirtAddr page(address.value() / kPageSize.value() * kPageSize.value());
  if (page == recalled_ && times_forgotten_ == recalled_after_) {
    return false;
  }
  Found found = Walk(page);
  if (!found.physical.has_value() || !Allows(found.protection, access)) {
    return false;
  }
  found.pages = PageCount{1};
  Apply(page, found);
  recalled_ = page;
  recalled_after_ = times_forgotten_;
  return true;
}

void SoftwareMmu::ForgetAll() {
  range_.HideAll();
  shown_ = 0;
  ++times_forgotten_;
}

bool SoftwareMmu::Found::Adjoins(const Found& next) const {
  if (!physical.has_value() || !next.physical.has_value()) {
    return physical.has_value() == next.physical.has_value();
  }
  return protection == next.protection && *physical + BytesOf(pages) == *next.physical;
}

SoftwareMmu::Found SoftwareMmu::Walk(VirtAddr address) const {
  const std::uint64_t page = address.value() / kPageSize.value();
  if (!root_.has_value()) {
    Panic("walked a page table before there was one");
  }
  PhysAddr table = *root_;
  for (unsigned level = 4; level > 0; --level) {
    const PageCount covered = PagesPerEntry(level);
    // From `address` to the end of what the entry covers.
    const std::uint64_t skipped = page % covered.value();
    const PageCount rest = covered - PageCount(skipped);
    const std::uint64_t entry =
        ViewWords(*memory_, table, kTableEntries).value()[page / covered.value() % kTableEntries];
    if ((entry & kPresentFlag) == 0) {
      return {std::nullopt, Protection::kReadOnly, rest};
    }
    table = PhysAddr(entry & kAddressBits);
    if (level == 1 || (entry & kLarge) != 0) {
      return {table + BytesOf(PageCount(skipped)), ProtectionOf(entry), rest};
    }
  }
  Panic("page-table walk without an end");
}

void SoftwareMmu::Apply(VirtAddr address, const Found& found) {
  if (found.physical.has_value() && shown_ >= kMostShown) {
    ForgetAll();
  }
  if (TryToApply(address, found)) {
    return;
  }
  ForgetAll();
  Require(TryToApply(address, found), "the host refuses to map a page");
}

bool SoftwareMmu::TryToApply(VirtAddr address, const Found& found) {
  const ByteCount offset = address - range_.base();
  const ByteCount size = BytesOf(found.pages);
  if (!found.physical.has_value()) {
    shown_ -= std::min(shown_, std::uint64_t{1});
    return range_.Hide(offset, size);
  }
  Require(memory_->View(*found.physical, size).ok(), "page tables map what is not RAM");
  ++shown_;
  return range_.Show(offset, size, memory_->file(), ByteCount(found.physical->value()),
                     found.protection);
}

std::span<std::byte> SoftwareMmu::View(VirtAddr base, ByteCount size) {
  Require(base >= range_.base(), "address outside the envelope range");
  return range_.Bytes(base - range_.base(), size);
}

}  // namespace starkernel::hal
