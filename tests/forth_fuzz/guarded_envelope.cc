#include "tests/forth_fuzz/guarded_envelope.h"

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/memory_refusal.h"
#include "src/hal/hosted/fault_signals.h"
#include "src/hal/hosted/host_memory.h"
#include "src/hal/hosted/reserved_range.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/page_fault_resolver.h"

namespace starkernel::forthvm::fuzz {

GuardedEnvelope::GuardedEnvelope()
    : memory_(hal::HostMemory::Create(kSize).value()),
      // As much before the envelope and behind it is reserved, and stays hidden.
      range_(hal::ReservedRange::Create(kSize * 3).value()) {
  ShowPages(GuestAddr(kPageSize.value()), kMissingPage, hal::Protection::kReadWrite);
  ShowPages(kMissingPage + kPageSize, kReadOnlyPage, hal::Protection::kReadWrite);
  ShowPages(kReadOnlyPage, kReadOnlyPage + kPageSize, hal::Protection::kReadOnly);
  ShowPages(kReadOnlyPage + kPageSize, GuestAddr(kSize.value()), hal::Protection::kReadWrite);
  hal::ResolveFaultsWith(this);
}

GuardedEnvelope::~GuardedEnvelope() { hal::ResolveFaultsWith(nullptr); }

void GuardedEnvelope::ShowPages(GuestAddr begin, GuestAddr end, hal::Protection protection) {
  const ByteCount offset(begin.value());
  Require(range_.Show(kSize + offset, end - begin, memory_.file(), offset, protection),
          "the host refuses to map a page");
}

hal::PageFaultAnswer GuardedEnvelope::Resolve(VirtAddr address, hal::PageAccess access) {
  const VirtAddr base = range_.base() + kSize;
  const auto is_in_page = [&](GuestAddr page) {
    const VirtAddr begin = base + ByteCount(page.value());
    return address >= begin && address < begin + kPageSize;
  };
  if (is_in_page(kMissingPage)) {
    why_refused_ = MemoryRefusal::kNoFrame;
    return hal::PageFaultAnswer::kRefused;
  }
  if (is_in_page(kReadOnlyPage) && access == hal::PageAccess::kWrite) {
    why_refused_ = MemoryRefusal::kReadOnly;
    return hal::PageFaultAnswer::kRefused;
  }
  return hal::PageFaultAnswer::kUnknown;
}

}  // namespace starkernel::forthvm::fuzz
