#include "src/hal/x86_64/page_faults.h"

#include <atomic>

#include "src/base/addresses.h"
#include "src/hal/page_fault_resolver.h"
#include "src/hal/x86_64/address_space.h"
#include "src/hal/x86_64/interrupt_frame.h"
#include "src/hal/x86_64/page_fault_recovery.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {
namespace {

constinit std::atomic<PageFaultResolver*> current = nullptr;

}  // namespace

void SetPageFaultResolver(PageFaultResolver* resolver) { current = resolver; }

bool HandlePageFault(InterruptFrame& frame) {
  PageFaultResolver* const resolver = current.load();
  const VirtAddr address(ReadCr2());
  if (resolver == nullptr || address < kEnvelopeBase || address - kEnvelopeBase >= kEnvelopeSpace) {
    return false;
  }
  return RecoverFromPageFault(frame, address, *resolver);
}

}  // namespace starkernel::hal
