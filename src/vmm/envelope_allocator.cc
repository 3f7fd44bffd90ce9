#include "src/vmm/envelope_allocator.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/scope_guard.h"
#include "src/hal/mmu.h"
#include "src/hal/page_fault_resolver.h"
#include "src/pmm/bitmap.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_pages.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::vmm {
namespace {

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
    : mmu_(other.mmu_),
      storage_(std::move(other.storage_)),
      free_(std::exchange(other.free_, pmm::Bitmap())),
      hint_(other.hint_),
      pages_(std::move(other.pages_)) {
  Require(other.alive_ == 0, "envelope allocator moved while envelopes are alive");
  if (std::exchange(other.resolves_, false)) {
    mmu_->ResolveFaultsWith(this);
    resolves_ = true;
  }
}

EnvelopeAllocator::~EnvelopeAllocator() {
  if (resolves_) {
    mmu_->ResolveFaultsWith(nullptr);
  }
}

Result<Envelope> EnvelopeAllocator::Allocate(const EnvelopeShape& shape) {
  if (!IsAligned(shape.size, kPageSize)) {
    return Error::kMisaligned;
  }
  const PageCount reserved = PagesFor(shape.size);
  if (reserved < PageCount{2} || shape.kept >= reserved) {
    return Error::kInvalidArgument;
  }
  EnvelopeRecord* const record = FindUnused();
  if (record == nullptr) {
    return Error::kCapacity;
  }
  const std::uint64_t granules = GranulesFor(shape.size);
  const std::optional<std::uint64_t> place = FindPlace(granules);
  if (!place.has_value()) {
    return Error::kOutOfMemory;
  }
  record->base = GranuleAddress(*place);
  record->kept = shape.kept;
  record->statistics.reserved = reserved;
  record->statistics.limit = std::min(shape.limit, reserved - PageCount{1});
  ScopeGuard undo([record] { *record = {}; });
  if (shape.kept > PageCount{0}) {
    TRY(pages_.Map(*record, {GuestAddr(kPageSize.value()), shape.kept}));
  }
  undo.Dismiss();
  free_.Clear(*place, granules);
  hint_ = *place + granules;
  ++alive_;
  if (!std::exchange(resolves_, true)) {
    mmu_->ResolveFaultsWith(this);
  }
  return Envelope(*this, *record, mmu_->View(record->base, shape.size));
}

void EnvelopeAllocator::Free(EnvelopeRecord& envelope) {
  const std::uint64_t granule = (envelope.base - mmu_->EnvelopeBase()) / kLargePageSize;
  const std::uint64_t granules = GranulesFor(BytesOf(envelope.statistics.reserved));
  Require(free_.AllClear(granule, granules), "envelope freed twice");
  pages_.Clear(envelope);
  Require(envelope.statistics.resident == PageCount{0}, "an envelope's pages are miscounted");
  free_.Set(granule, granules);
  envelope = {};
  --alive_;
}

hal::PageFaultAnswer EnvelopeAllocator::Resolve(VirtAddr address, hal::PageAccess access) {
  for (EnvelopeRecord& record : records_) {
    if (record.Contains(address)) {
      return pages_.Touch(record, address, access);
    }
  }
  return hal::PageFaultAnswer::kUnknown;
}

EnvelopeRecord* EnvelopeAllocator::FindUnused() {
  for (EnvelopeRecord& record : records_) {
    if (!record.in_use()) {
      return &record;
    }
  }
  return nullptr;
}

std::optional<std::uint64_t> EnvelopeAllocator::FindPlace(std::uint64_t granules) const {
  const std::optional<std::uint64_t> place = free_.FindSetRun(granules, 1, hint_, free_.size());
  return place.has_value() ? place : free_.FindSetRun(granules, 1, 0, free_.size());
}

VirtAddr EnvelopeAllocator::GranuleAddress(std::uint64_t granule) const {
  return mmu_->EnvelopeBase() + kLargePageSize * granule;
}

}  // namespace starkernel::vmm
