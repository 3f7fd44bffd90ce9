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

}  // namespace

bool RecoverFromPageFault(InterruptFrame& frame, VirtAddr address, PageFaultResolver& resolver) {
  // The hosted kernel runs as user, where no supervisor's pages are.
  if ((frame.error_code & ~(kPresent | kWrite | kUser)) != 0) {
    return false;
  }
  const PageAccess access =
      (frame.error_code & kWrite) != 0 ? PageAccess::kWrite : PageAccess::kRead;
  switch (resolver.Resolve(address, access)) {
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
