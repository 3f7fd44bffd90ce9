#include "src/hal/x86_64/page_fault_recovery.h"

#include <cstdint>
#include <optional>

#include "src/base/access_fixups.h"
#include "src/base/addresses.h"
#include "src/hal/page_fault_resolver.h"
#include "src/hal/x86_64/interrupt_frame.h"

namespace starkernel::hal {
namespace {

// Page-fault error code (Intel SDM volume 3, 4.7).
constexpr std::uint64_t kPresent = 1U << 0U;
constexpr std::uint64_t kWrite = 1U << 1U;
constexpr std::uint64_t kUser = 1U << 2U;
constexpr std::uint64_t kFetch = 1U << 4U;  // Of an instruction.

PageAccess AccessOf(std::uint64_t error_code) {
  if ((error_code & kFetch) != 0) {
    return PageAccess::kExecute;
  }
  return (error_code & kWrite) != 0 ? PageAccess::kWrite : PageAccess::kRead;
}

}  // namespace

bool RecoverFromPageFault(InterruptFrame& frame, VirtAddr address, PageFaultResolver& resolver) {
  // The hosted kernel runs as user, where no supervisor's pages are.
  if ((frame.error_code & ~(kPresent | kWrite | kUser | kFetch)) != 0) {
    return false;
  }
  switch (resolver.Resolve(address, AccessOf(frame.error_code))) {
    case PageFaultAnswer::kRetry: return true;
    case PageFaultAnswer::kUnknown: return false;
    case PageFaultAnswer::kRefused: break;
  }
  const std::optional<VirtAddr> fixup = FixupOfAccess(VirtAddr(frame.rip));
  if (!fixup.has_value()) {
    return false;
  }
  frame.rip = fixup->value();
  return true;
}

}  // namespace starkernel::hal
