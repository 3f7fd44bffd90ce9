#include "src/vmm/envelope.h"

#include <optional>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/envelope_pages.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::vmm {

void Envelope::GiveBack::operator()(const Memory& memory) const {
  memory.allocator->Free(*memory.record);
}

PageCount Envelope::Drain(PageCount most) {
  if (empty()) {
    return PageCount{0};
  }
  EnvelopePages& pages = memory_.value().allocator->pages_;
  return record().stays_ready ? pages.ClearAllButKept(record(), most) : pages.Clear(record(), most);
}

Result<void> Envelope::SetLimit(PageCount limit) {
  EnvelopeStatistics& statistics = record().statistics;
  if (limit < statistics.resident) {
    return Error::kCapacity;
  }
  if (limit >= statistics.reserved) {
    return Error::kOutOfRange;
  }
  statistics.limit = limit;
  return {};
}

Result<void> Envelope::Map(EnvelopePart part) {
  return memory_.value().allocator->pages_.Map(record(), part);
}

Result<void> Envelope::Unmap(EnvelopePart part) {
  return memory_.value().allocator->pages_.Unmap(record(), part);
}

Result<void> Envelope::Protect(EnvelopePart part, hal::Protection protection) {
  return memory_.value().allocator->pages_.Protect(record(), part, protection);
}

std::optional<GuestAddr> Envelope::NextResident(GuestAddr from) const {
  return memory_.value().allocator->pages_.NextResident(record(), from);
}

void Envelope::Vacate() {
  Require(!record().holds_code, "an envelope for code is vacated");
  EnvelopeRecord& envelope = record();
  memory_.value().allocator->pages_.Clear(envelope, envelope.statistics.reserved);
  envelope.is_vacant = true;
}

Result<void> Envelope::Occupy() {
  EnvelopeRecord& envelope = record();
  Require(envelope.is_vacant, "an envelope that is not vacant is occupied");
  if (envelope.kept > PageCount{0}) {
    TRY(Map({GuestAddr(kPageSize.value()), envelope.kept}));
  }
  envelope.is_vacant = false;
  return {};
}

Result<void> Envelope::Share(EnvelopePart part, Envelope& target, GuestAddr at,
                             hal::Protection protection) {
  Require(memory_.value().allocator == target.memory_.value().allocator,
          "envelopes of two allocators");
  return memory_.value().allocator->pages_.Share(record(), part, target.record(), at, protection);
}

Result<void> Envelope::Transfer(EnvelopePart part, Envelope& target, GuestAddr at) {
  Require(memory_.value().allocator == target.memory_.value().allocator,
          "envelopes of two allocators");
  return memory_.value().allocator->pages_.Transfer(record(), part, target.record(), at);
}

}  // namespace starkernel::vmm
