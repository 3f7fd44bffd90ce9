#include "src/vmm/envelope_allocator.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/scope_guard.h"
#include "src/hal/mmu.h"
#include "src/hal/page_fault_resolver.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_pages.h"
#include "src/vmm/envelope_places.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::vmm {
namespace {

/// Only places below stay ready: so that no records and page tables far out stay for their sake.
constexpr std::uint32_t kReadyBelow = 64;
constexpr PageCount kMostWindows{std::numeric_limits<std::uint16_t>::max()};

}  // namespace

Result<EnvelopeAllocator> EnvelopeAllocator::Create(pmm::FrameAllocator& frames,
                                                    AddressSpace& space, hal::Mmu& mmu) {
  if (mmu.EnvelopeBase().value() % kLargePageSize.value() != 0) {
    return Error::kMisaligned;
  }
  EnvelopeAllocator allocator(frames, space, mmu);
  TRY(allocator.places_.Prepare());
  return allocator;
}

EnvelopeAllocator::EnvelopeAllocator(EnvelopeAllocator&& other) noexcept
    : mmu_(other.mmu_), places_(std::move(other.places_)), pages_(std::move(other.pages_)) {
  Require(other.alive_ == 0 && other.ready_.empty(),
          "envelope allocator moved while envelopes are alive");
  if (std::exchange(other.resolves_, false)) {
    mmu_->ResolveFaultsWith(this);
    resolves_ = true;
  }
}

EnvelopeAllocator::~EnvelopeAllocator() {
  Trim();
  if (resolves_) {
    mmu_->ResolveFaultsWith(nullptr);
  }
}

Result<Envelope> EnvelopeAllocator::Allocate(const EnvelopeShape& shape) {
  if (!IsAligned(shape.size, kPageSize)) {
    return Error::kMisaligned;
  }
  const PageCount reserved = PagesFor(shape.size);
  const bool has_parts = shape.kept > PageCount{0} || shape.windows > PageCount{0};
  if (reserved < PageCount{2} || (shape.holds_code && has_parts) || shape.kept >= reserved ||
      shape.windows >= reserved - shape.kept || shape.windows > kMostWindows ||
      (shape.stays_ready && (shape.holds_code || shape.size > EnvelopePlaces::kPlaceSize))) {
    return Error::kInvalidArgument;
  }
  const PageCount limit = std::min(shape.limit, reserved - PageCount{1});
  const Place place = TRY(TakePlace(shape, limit));
  ScopeGuard undo([&] { places_.GiveBack(place.number, shape.size); });
  EnvelopeRecord& record = places_.At(place.number);
  record.base = mmu_->EnvelopeBase() + EnvelopePlaces::OffsetOf(place.number);
  record.kept = shape.kept;
  record.windows = static_cast<std::uint16_t>(shape.windows.value());
  record.holds_code = shape.holds_code;
  record.stays_ready = shape.stays_ready && shape.kept > PageCount{0};
  record.statistics = {.reserved = reserved, .limit = limit, .resident = PageCount{0}};
  if (place.is_ready) {
    record.statistics.resident = shape.kept;
  } else if (shape.kept > PageCount{0}) {
    TRY(pages_.Map(record, {GuestAddr(kPageSize.value()), shape.kept}));
  }
  undo.Dismiss();
  ++alive_;
  if (!std::exchange(resolves_, true)) {
    mmu_->ResolveFaultsWith(this);
  }
  return Envelope(*this, record, mmu_->View(record.base, shape.size));
}

Result<EnvelopeAllocator::Place> EnvelopeAllocator::TakePlace(const EnvelopeShape& shape,
                                                              PageCount limit) {
  if (shape.stays_ready && shape.kept <= limit && !ready_.empty() &&
      places_.At(ready_.back()).kept == shape.kept) {
    return Place{.number = ready_.Pop(), .is_ready = true};
  }
  return Place{.number = TRY(places_.Take(shape.size)), .is_ready = false};
}

std::uint32_t EnvelopeAllocator::PlaceOf(const EnvelopeRecord& envelope) const {
  return static_cast<std::uint32_t>((envelope.base - mmu_->EnvelopeBase()) /
                                    EnvelopePlaces::kPlaceSize);
}

void EnvelopeAllocator::Free(EnvelopeRecord& envelope) {
  Require(envelope.in_use(), "envelope freed twice");
  --alive_;
  if (envelope.stays_ready && !envelope.is_vacant && PlaceOf(envelope) < kReadyBelow &&
      !ready_.full()) {
    pages_.ClearAllButKept(envelope, envelope.statistics.reserved);
    Require(envelope.statistics.resident == envelope.kept, "an envelope's pages are miscounted");
    if (pages_.Renew(envelope)) {
      ready_.Push(PlaceOf(envelope)).value();
      return;
    }
  }
  GiveBack(envelope);
}

void EnvelopeAllocator::GiveBack(EnvelopeRecord& envelope) {
  pages_.Clear(envelope, envelope.statistics.reserved);
  Require(envelope.statistics.resident == PageCount{0}, "an envelope's pages are miscounted");
  places_.GiveBack(PlaceOf(envelope), BytesOf(envelope.statistics.reserved));
}

bool EnvelopeAllocator::Trim() {
  const bool was_any = !ready_.empty();
  while (!ready_.empty()) {
    GiveBack(places_.At(ready_.Pop()));
  }
  return was_any;
}

hal::PageFaultAnswer EnvelopeAllocator::Resolve(VirtAddr address, hal::PageAccess access) {
  if (address < mmu_->EnvelopeBase()) {
    return hal::PageFaultAnswer::kUnknown;
  }
  EnvelopeRecord* const record = places_.Find(address - mmu_->EnvelopeBase());
  if (record == nullptr || !record->Contains(address)) {
    return hal::PageFaultAnswer::kUnknown;
  }
  const hal::PageFaultAnswer answer = pages_.Touch(*record, address, access);
  if (answer != hal::PageFaultAnswer::kRefused || record->refusal != PageRefusal::kNoFrame ||
      !Trim()) {
    return answer;
  }
  // It was not refused for good.
  --record->statistics.refusals;
  return pages_.Touch(*record, address, access);
}

}  // namespace starkernel::vmm
