#include "src/vmm/envelope_allocator.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/scope_guard.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/mmu.h"
#include "src/pmm/bitmap.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/page_table_entry.h"
#include "src/vmm/page_tables.h"
#include "src/vmm/virtual_address.h"

namespace starkernel::vmm {
namespace {

constexpr PageAttributes kEnvelopeAttributes{hal::Protection::kReadWrite, hal::Caching::kWriteBack};

/// Granules that hold `size` bytes, with one more that stays unmapped.
std::uint64_t GranulesFor(ByteCount size) {
  return (size.value() - 1) / kLargePageSize.value() + 2;
}

}  // namespace

Result<EnvelopeAllocator> EnvelopeAllocator::Create(pmm::FrameAllocator& frames,
                                                    AddressSpace& space, hal::Mmu& mmu) {
  if (mmu.EnvelopeBase().value() % kLargePageSize.value() != 0) {
    return Error::kMisaligned;
  }
  const std::uint64_t granules =
      std::min(mmu.EnvelopeSpace().value() / kLargePageSize.value(), kMaximumGranules);
  if (granules < 2) {
    return Error::kOutOfMemory;
  }
  pmm::FrameRun storage = TRY(frames.AllocateZeroed());
  pmm::Bitmap free(frames.Words(storage.range()));
  // The first granule is the unmapped space before the first envelope.
  free.Set(1, granules - 1);
  return EnvelopeAllocator(frames, space, mmu, std::move(storage), free);
}

EnvelopeAllocator::EnvelopeAllocator(EnvelopeAllocator&& other) noexcept
    : frames_(other.frames_),
      space_(other.space_),
      mmu_(other.mmu_),
      storage_(std::move(other.storage_)),
      free_(std::exchange(other.free_, pmm::Bitmap())),
      hint_(other.hint_) {
  Require(other.alive_ == 0, "envelope allocator moved while envelopes are alive");
}

Result<Envelope> EnvelopeAllocator::Allocate(ByteCount size) {
  if (!IsAligned(size, kPageSize)) {
    return Error::kMisaligned;
  }
  if (size < kPageSize * 2) {
    return Error::kInvalidArgument;
  }
  const std::uint64_t granules = GranulesFor(size);
  const std::optional<std::uint64_t> place = FindPlace(granules);
  if (!place.has_value()) {
    return Error::kOutOfMemory;
  }
  const VirtAddr base = GranuleAddress(*place);
  TRY(Populate(base, PagesFor(size)));
  free_.Clear(*place, granules);
  hint_ = *place + granules;
  ++alive_;
  return Envelope(*this, base, mmu_->View(base, size));
}

void EnvelopeAllocator::Free(VirtAddr base, ByteCount size) {
  const std::uint64_t granule = (base - mmu_->EnvelopeBase()) / kLargePageSize;
  const std::uint64_t granules = GranulesFor(size);
  Require(free_.AllClear(granule, granules), "envelope freed twice");
  Depopulate(base + kPageSize, PagesFor(size) - PageCount{1});
  free_.Set(granule, granules);
  --alive_;
}

std::optional<std::uint64_t> EnvelopeAllocator::FindPlace(std::uint64_t granules) const {
  const std::optional<std::uint64_t> place = free_.FindSetRun(granules, 1, hint_, free_.size());
  return place.has_value() ? place : free_.FindSetRun(granules, 1, 0, free_.size());
}

VirtAddr EnvelopeAllocator::GranuleAddress(std::uint64_t granule) const {
  return mmu_->EnvelopeBase() + kLargePageSize * granule;
}

/// Maps all pages but the first, 2 MiB of addresses at a time; undone on an error.
Result<void> EnvelopeAllocator::Populate(VirtAddr base, PageCount pages) {
  PageCount done{1};
  ScopeGuard undo([&] { Depopulate(base + kPageSize, done - PageCount{1}); });
  while (done < pages) {
    const PageCount rest = kPagesPerLargePage - done % kPagesPerLargePage;
    const PageCount step = std::min(rest, pages - done);
    TRY(PopulateStep(base + BytesOf(done), step));
    done += step;
  }
  undo.Dismiss();
  return {};
}

/// Maps `pages` pages under one level 2 entry: as one run of frames where there is one, else
/// frame by frame.
Result<void> EnvelopeAllocator::PopulateStep(VirtAddr virt, PageCount pages) {
  const Result<void> whole = MapZeroed(virt, pages);
  if (whole.ok() || whole.error() != Error::kOutOfMemory) {
    return whole;
  }
  PageCount done{0};
  ScopeGuard undo([&] { Depopulate(virt, done); });
  while (done < pages) {
    TRY(MapZeroed(virt + BytesOf(done), PageCount{1}));
    done += PageCount{1};
  }
  undo.Dismiss();
  return {};
}

/// Maps a run of new frames; from here on the page tables say who owns them.
Result<void> EnvelopeAllocator::MapZeroed(VirtAddr virt, PageCount pages) {
  const PageCount alignment = pages == kPagesPerLargePage ? kPagesPerLargePage : PageCount{1};
  pmm::FrameRun run = TRY(frames_->AllocateRunZeroed(pages, alignment));
  TRY(space_->Map(virt, run.address(), pages, kEnvelopeAttributes));
  static_cast<void>(run.Release());
  return {};
}

/// Unmaps pages and frees their frames, one physically contiguous stretch at a time.
void EnvelopeAllocator::Depopulate(VirtAddr base, PageCount pages) {
  PageCount done{0};
  while (done < pages) {
    const VirtAddr virt = base + BytesOf(done);
    const Translation first = space_->Translate(virt).value();
    PageCount stretch = first.page_size;
    while (done + stretch < pages) {
      const Translation next = space_->Translate(virt + BytesOf(stretch)).value();
      if (next.address != first.address + BytesOf(stretch)) {
        break;
      }
      stretch += next.page_size;
    }
    space_->Unmap(virt, stretch).value();
    frames_->Free(pmm::FrameRange{FrameOf(first.address), stretch});
    done += stretch;
  }
}

}  // namespace starkernel::vmm
