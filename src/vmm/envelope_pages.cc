#include "src/vmm/envelope_pages.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/fixed_vector.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/scope_guard.h"
#include "src/hal/event_log.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/page_fault_resolver.h"
#include "src/pmm/clear_unsafe.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/frame_chain.h"
#include "src/vmm/frame_shares.h"
#include "src/vmm/page_table_entry.h"
#include "src/vmm/page_tables.h"
#include "src/vmm/virtual_address.h"

namespace starkernel::vmm {
namespace {

constexpr PageCount kOne{1};
constexpr PageAttributes OwnPage(hal::Protection protection) {
  return {protection, hal::Caching::kWriteBack};
}

/// Pages that are taken out of the tables before the processors are told of it.
constexpr std::size_t kBatch = 64;

VirtAddr PageAt(VirtAddr base, PageCount index) { return base + BytesOf(index); }

bool HasRoomFor(const EnvelopeStatistics& statistics, PageCount pages) {
  return pages <= statistics.limit - statistics.resident;
}

/// Pages from `page` on, at most `left`, whose entries one table holds.
PageCount RestOfTable(VirtAddr page, PageCount left) {
  return std::min(left, PageCount{kEntriesPerTable - EntryIndex(page, 1)});
}

}  // namespace

/// A page on its way from one envelope to another.
struct EnvelopePages::Moving {
  CountedFrame frame;
  PageAttributes attributes;
};

Result<EnvelopePages::Range> EnvelopePages::RangeOf(const EnvelopeRecord& envelope,
                                                    EnvelopePart part) {
  if (!IsAligned(part.first, kPageSize)) {
    return Error::kMisaligned;
  }
  if (part.pages == PageCount{0}) {
    return Error::kInvalidArgument;
  }
  const PageCount first(part.first.value() / kPageSize.value());
  const PageCount reserved = envelope.statistics.reserved;
  if (first == PageCount{0} || first >= reserved || part.pages > reserved - first) {
    return Error::kOutOfRange;
  }
  return Range{PageAt(envelope.base, first), part.pages};
}

Result<EnvelopePages::Range> EnvelopePages::ChangeableRangeOf(const EnvelopeRecord& envelope,
                                                              EnvelopePart part) {
  const Range range = TRY(RangeOf(envelope, part));
  if (range.base < PageAt(envelope.base, kOne + envelope.kept)) {
    return Error::kInvalidArgument;
  }
  return range;
}

Result<EnvelopePages::Range> EnvelopePages::EmptyRangeOf(const EnvelopeRecord& target, GuestAddr at,
                                                         PageCount pages,
                                                         const AddressSpace& space) {
  const Range range = TRY(ChangeableRangeOf(target, {at, pages}));
  if (space.CountUnmapped(range.base, pages) < pages) {
    return Error::kAlreadyExists;
  }
  return range;
}

hal::PageFaultAnswer EnvelopePages::Touch(EnvelopeRecord& envelope, VirtAddr address,
                                          hal::PageAccess access) {
  const VirtAddr page = PageAt(envelope.base, PageCount{(address - envelope.base) / kPageSize});
  // Nothing else than the kernel can have gone wrong where code is touched, or data executed.
  if (page == envelope.base || envelope.holds_code || envelope.is_vacant ||
      access == hal::PageAccess::kExecute) {
    return hal::PageFaultAnswer::kUnknown;
  }
  EnvelopeStatistics& statistics = envelope.statistics;
  if (const Result<Translation> there = space_->Translate(page); there.ok()) {
    if (access != hal::PageAccess::kWrite ||
        there.value().attributes.protection == hal::Protection::kReadWrite) {
      return hal::PageFaultAnswer::kUnknown;
    }
    envelope.refusal = PageRefusal::kReadOnly;
  } else if (page >= PageAt(envelope.base, statistics.reserved - PageCount{envelope.windows})) {
    envelope.refusal = PageRefusal::kNoWindow;
  } else if (statistics.resident >= statistics.limit) {
    envelope.refusal = PageRefusal::kLimit;
  } else if (MapOne(envelope, page).ok()) {
    ++statistics.faults;
    return hal::PageFaultAnswer::kRetry;
  } else {
    envelope.refusal = PageRefusal::kNoFrame;
  }
  ++statistics.refusals;
  return hal::PageFaultAnswer::kRefused;
}

/// Puts a new page where none is.
Result<void> EnvelopePages::MapOne(EnvelopeRecord& envelope, VirtAddr page) {
  pmm::FrameRun frame = TRY(frames_->AllocateZeroed());
  if (envelope.holds_code) {
    TRY(SealWindow(frame.address()));
  }
  ScopeGuard undo([&] {
    if (envelope.holds_code) {
      OpenWindow(frame.address());
    }
  });
  TRY(space_->Map(page, frame.address(), kOne, OwnPage(hal::Protection::kReadWrite)));
  undo.Dismiss();
  static_cast<void>(frame.Release());
  envelope.statistics.resident += kOne;
  return {};
}

/// Has the frame's page in the window onto RAM, where it is in sight, only be read: so that code
/// can be written nowhere but where it is executed, and never while it is.
Result<void> EnvelopePages::SealWindow(PhysAddr frame) {
  const VirtAddr page = mmu_->InWindow(frame);
  if (!space_->Translate(page).ok()) {
    return {};
  }
  TRY(space_->Split(page));
  return space_->Protect(page, kOne, hal::Protection::kReadOnly);
}

/// Undoes that: the frame is no longer one for code.
void EnvelopePages::OpenWindow(PhysAddr frame) {
  const VirtAddr page = mmu_->InWindow(frame);
  if (space_->Translate(page).ok()) {
    space_->Protect(page, kOne, hal::Protection::kReadWrite).value();
  }
}

/// Puts pages for code where none are.
Result<void> EnvelopePages::MapCode(EnvelopeRecord& envelope, Range range) {
  if (CountMapped(range) > PageCount{0}) {
    return Error::kAlreadyExists;
  }
  if (!HasRoomFor(envelope.statistics, range.pages)) {
    return Error::kCapacity;
  }
  ScopeGuard undo([&] { Release(envelope, range, range.pages); });
  for (PageCount done{0}; done < range.pages; done += kOne) {
    TRY(MapOne(envelope, PageAt(range.base, done)));
  }
  undo.Dismiss();
  return {};
}

Result<void> EnvelopePages::Map(EnvelopeRecord& envelope, EnvelopePart part) {
  const Range range = TRY(RangeOf(envelope, part));
  return envelope.holds_code ? MapCode(envelope, range)
                             : MakeResident(envelope, range, hal::Protection::kReadWrite);
}

Result<void> EnvelopePages::Unmap(EnvelopeRecord& envelope, EnvelopePart part) {
  const Range range = TRY(ChangeableRangeOf(envelope, part));
  Release(envelope, range, range.pages);
  return {};
}

Result<void> EnvelopePages::Protect(EnvelopeRecord& envelope, EnvelopePart part,
                                    hal::Protection protection) {
  const Range range = TRY(ChangeableRangeOf(envelope, part));
  if (envelope.holds_code) {
    return space_->Protect(range.base, range.pages, protection);
  }
  if (protection == hal::Protection::kReadExecute) {
    return Error::kInvalidArgument;
  }
  // New pages come with the protection they are to have.
  TRY(MakeResident(envelope, range, protection));
  return space_->Protect(range.base, range.pages, protection);
}

Result<void> EnvelopePages::Share(EnvelopeRecord& source, EnvelopePart part, EnvelopeRecord& target,
                                  GuestAddr at, hal::Protection protection) {
  const Range from = TRY(RangeOf(source, part));
  const Range to = TRY(EmptyRangeOf(target, at, part.pages, *space_));
  const bool overlaps =
      from.base < PageAt(to.base, to.pages) && to.base < PageAt(from.base, from.pages);
  const bool widens = protection == hal::Protection::kReadWrite && HasReadOnly(from);
  const bool has_code = source.holds_code || target.holds_code;
  if (overlaps || widens || has_code || protection == hal::Protection::kReadExecute) {
    return Error::kInvalidArgument;
  }
  // Before anything is taken; what the source takes counts in the target if they are one.
  if (!HasRoomFor(target.statistics, to.pages)) {
    return Error::kCapacity;
  }
  TRY(MakeResident(source, from, hal::Protection::kReadWrite));
  if (!HasRoomFor(target.statistics, to.pages)) {
    return Error::kCapacity;
  }
  TRY(PrepareFor(from, to.base));
  const PageAttributes attributes{protection, hal::Caching::kWriteBack,
                                  protection == hal::Protection::kReadOnly};
  ScopeGuard tidy([&] { Tidy(to); });
  TRY(CountOwners(from));
  tidy.Dismiss();
  for (PageCount done{0}; done < to.pages; done += kOne) {
    const PhysAddr address = space_->Translate(PageAt(from.base, done)).value().address;
    space_->Map(PageAt(to.base, done), address, kOne, attributes).value();
  }
  target.statistics.resident += to.pages;
  hal::RecordEvent(hal::EventKind::kMapped, to.base.value(), to.pages.value());
  return {};
}

/// Counts one more owner of each page of the range, which are all there, or of none: the entries
/// that will be the owners.
Result<void> EnvelopePages::CountOwners(Range range) {
  PageCount done{0};
  const auto frame_at = [this, range](PageCount page) {
    return FrameOf(space_->Translate(PageAt(range.base, page)).value().address);
  };
  ScopeGuard undo([&] {
    for (PageCount page{0}; page < done; page += kOne) {
      const CountedFrame uncounted = shares_.Own(frame_at(page));
    }
  });
  while (done < range.pages) {
    CountedFrame frame = TRY(shares_.Share(frame_at(done)));
    static_cast<void>(frame.Release());
    done += kOne;
  }
  undo.Dismiss();
  return {};
}

Result<void> EnvelopePages::Transfer(EnvelopeRecord& source, EnvelopePart part,
                                     EnvelopeRecord& target, GuestAddr at) {
  const Range from = TRY(ChangeableRangeOf(source, part));
  const Range to = TRY(EmptyRangeOf(target, at, part.pages, *space_));
  if (&source == &target || source.holds_code || target.holds_code) {
    return Error::kInvalidArgument;
  }
  if (!HasRoomFor(target.statistics, CountMapped(from))) {
    return Error::kCapacity;
  }
  TRY(PrepareFor(from, to.base));
  Move(source, from, target, to.base);
  return {};
}

PageCount EnvelopePages::Clear(EnvelopeRecord& envelope, PageCount most) {
  return Release(envelope, {PageAt(envelope.base, kOne), envelope.statistics.reserved - kOne},
                 most);
}

PageCount EnvelopePages::ClearAllButKept(EnvelopeRecord& envelope, PageCount most) {
  const PageCount first = kOne + envelope.kept;
  return Release(envelope, {PageAt(envelope.base, first), envelope.statistics.reserved - first},
                 most);
}

std::optional<GuestAddr> EnvelopePages::NextResident(const EnvelopeRecord& envelope,
                                                     GuestAddr from) const {
  const PageCount reserved = envelope.statistics.reserved;
  PageCount page = PagesFor(ByteCount(from.value()));
  if (page >= reserved) {
    return std::nullopt;
  }
  page += space_->CountUnmapped(PageAt(envelope.base, page), reserved - page);
  return page < reserved ? std::optional(GuestAddr(BytesOf(page).value())) : std::nullopt;
}

bool EnvelopePages::Renew(const EnvelopeRecord& envelope) {
  for (PageCount page = kOne; page <= envelope.kept; page += kOne) {
    const PhysAddr there = space_->Translate(PageAt(envelope.base, page)).value().address;
    if (shares_.Others(FrameOf(there)) > 0) {
      return false;
    }
    pmm::Clear(frames_->Bytes({FrameOf(there), kOne}));
  }
  return true;
}

PageCount EnvelopePages::CountMapped(Range range) const {
  PageCount mapped{0};
  PageCount done{0};
  while (done < range.pages) {
    done += space_->CountUnmapped(PageAt(range.base, done), range.pages - done);
    if (done < range.pages) {
      mapped += kOne;
      done += kOne;
    }
  }
  return mapped;
}

/// Whether a page that is there may only be read.
bool EnvelopePages::HasReadOnly(Range range) const {
  PageCount done{0};
  while (done < range.pages) {
    done += space_->CountUnmapped(PageAt(range.base, done), range.pages - done);
    if (done < range.pages) {
      const Translation page = space_->Translate(PageAt(range.base, done)).value();
      if (page.attributes.protection != hal::Protection::kReadWrite) {
        return true;
      }
      done += kOne;
    }
  }
  return false;
}

/// Brings the pages that are missing: everything that can fail comes before the first is mapped.
Result<void> EnvelopePages::MakeResident(EnvelopeRecord& envelope, Range range,
                                         hal::Protection protection) {
  EnvelopeStatistics& statistics = envelope.statistics;
  const PageCount missing = range.pages - CountMapped(range);
  if (!HasRoomFor(statistics, missing)) {
    return Error::kCapacity;
  }
  if (missing == PageCount{0}) {
    return {};
  }
  TRY(PrepareMissing(range));
  ScopeGuard undo([&] { Tidy(range); });
  FrameChain frames(*frames_);
  TRY(frames.Extend(missing));
  undo.Dismiss();
  for (PageCount done{0}; done < range.pages; done += kOne) {
    const VirtAddr page = PageAt(range.base, done);
    if (space_->CountUnmapped(page, kOne) == kOne) {
      space_->Map(page, AddressOf(frames.Take()), kOne, OwnPage(protection)).value();
    }
  }
  statistics.resident += missing;
  hal::RecordEvent(hal::EventKind::kMapped, range.base.value(), range.pages.value());
  return {};
}

/// Makes the tables for all of the range, or none.
Result<void> EnvelopePages::PrepareMissing(Range range) {
  PageCount done{0};
  ScopeGuard undo([&] { Tidy({range.base, done}); });
  while (done < range.pages) {
    const VirtAddr page = PageAt(range.base, done);
    TRY(space_->Prepare(page));
    done += RestOfTable(page, range.pages - done);
  }
  undo.Dismiss();
  return {};
}

/// Makes the tables, in the target, for the pages that are there in the source, or none.
Result<void> EnvelopePages::PrepareFor(Range source, VirtAddr target) {
  PageCount done{0};
  ScopeGuard undo([&] { Tidy({target, done}); });
  while (done < source.pages) {
    done += space_->CountUnmapped(PageAt(source.base, done), source.pages - done);
    if (done < source.pages) {
      TRY(space_->Prepare(PageAt(target, done)));
      done += kOne;
    }
  }
  undo.Dismiss();
  return {};
}

/// Takes out the range's tables that are without entries.
void EnvelopePages::Tidy(Range range) {
  PageCount done{0};
  while (done < range.pages) {
    const VirtAddr page = PageAt(range.base, done);
    space_->Tidy(page);
    done += RestOfTable(page, range.pages - done);
  }
}

/// Gives up the pages that are there, at most so many; how many.
PageCount EnvelopePages::Release(EnvelopeRecord& envelope, Range range, PageCount most) {
  PageCount done{0};
  PageCount released{0};
  while (done < range.pages && released < most) {
    FixedVector<FrameNumber, kBatch> frames;
    done += space_->CountUnmapped(PageAt(range.base, done), range.pages - done);
    const VirtAddr first = PageAt(range.base, done);
    const PageCount wanted = std::min(most - released, range.pages - done);
    while (PageCount{frames.size()} < wanted && !frames.full()) {
      const Result<Translation> page = space_->Translate(PageAt(range.base, done));
      if (!page.ok()) {
        break;
      }
      frames.Push(FrameOf(page.value().address)).value();
      done += kOne;
    }
    if (frames.empty()) {
      break;
    }
    const PageCount count{frames.size()};
    space_->Unmap(first, count).value();
    envelope.statistics.resident -= count;
    released += count;
    for (const FrameNumber frame : frames) {
      if (envelope.holds_code) {
        OpenWindow(AddressOf(frame));
      }
      const CountedFrame given_up = shares_.Own(frame);
    }
  }
  return released;
}

/// Moves the pages that are there; the tables in the target are.
void EnvelopePages::Move(EnvelopeRecord& source, Range range, EnvelopeRecord& target, VirtAddr to) {
  PageCount done{0};
  while (done < range.pages) {
    FixedVector<Moving, kBatch> batch;
    done += space_->CountUnmapped(PageAt(range.base, done), range.pages - done);
    const PageCount first = done;
    while (done < range.pages && !batch.full()) {
      const Result<Translation> page = space_->Translate(PageAt(range.base, done));
      if (!page.ok()) {
        break;
      }
      batch.Push({shares_.Own(FrameOf(page.value().address)), page.value().attributes}).value();
      done += kOne;
    }
    if (batch.empty()) {
      return;
    }
    const PageCount count{batch.size()};
    // Nobody uses a page at its old place any more when it appears at the new one.
    space_->Unmap(PageAt(range.base, first), count).value();
    source.statistics.resident -= count;
    PageCount placed = first;
    for (Moving& page : batch) {
      space_->Map(PageAt(to, placed), AddressOf(page.frame.value()), kOne, page.attributes).value();
      static_cast<void>(page.frame.Release());
      placed += kOne;
    }
    target.statistics.resident += count;
    hal::RecordEvent(hal::EventKind::kMapped, PageAt(to, first).value(), count.value());
  }
}

}  // namespace starkernel::vmm
