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
  const bool has_parts = shape.kept > PageCount{0} || shape.windows > PageCount{0};
  if (reserved < PageCount{2} || (shape.holds_code && has_parts) || shape.kept >= reserved ||
      shape.windows >= reserved - shape.kept || shape.windows > kMostWindows) {
    return Error::kInvalidArgument;
  }
  const std::uint32_t place = TRY(places_.Take(shape.size));
  ScopeGuard undo([&] { places_.GiveBack(place, shape.size); });
  EnvelopeRecord& record = places_.At(place);
  record.base = mmu_->EnvelopeBase() + EnvelopePlaces::OffsetOf(place);
  record.kept = shape.kept;
  record.windows = static_cast<std::uint16_t>(shape.windows.value());
  record.holds_code = shape.holds_code;
  record.statistics.reserved = reserved;
  record.statistics.limit = std::min(shape.limit, reserved - PageCount{1});
  if (shape.kept > PageCount{0}) {
    TRY(pages_.Map(record, {GuestAddr(kPageSize.value()), shape.kept}));
  }
  undo.Dismiss();
  ++alive_;
  if (!std::exchange(resolves_, true)) {
    mmu_->ResolveFaultsWith(this);
  }
  return Envelope(*this, record, mmu_->View(record.base, shape.size));
}

void EnvelopeAllocator::Free(EnvelopeRecord& envelope) {
  Require(envelope.in_use(), "envelope freed twice");
  pages_.Clear(envelope, envelope.statistics.reserved);
  Require(envelope.statistics.resident == PageCount{0}, "an envelope's pages are miscounted");
  const ByteCount offset = envelope.base - mmu_->EnvelopeBase();
  places_.GiveBack(static_cast<std::uint32_t>(offset / EnvelopePlaces::kPlaceSize),
                   BytesOf(envelope.statistics.reserved));
  --alive_;
}

hal::PageFaultAnswer EnvelopeAllocator::Resolve(VirtAddr address, hal::PageAccess access) {
  if (address < mmu_->EnvelopeBase()) {
    return hal::PageFaultAnswer::kUnknown;
  }
  EnvelopeRecord* const record = places_.Find(address - mmu_->EnvelopeBase());
  return record != nullptr && record->Contains(address) ? pages_.Touch(*record, address, access)
                                                        : hal::PageFaultAnswer::kUnknown;
}

}  // namespace starkernel::vmm
