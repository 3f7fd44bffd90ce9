#pragma once

#include "src/hal/page_fault_resolver.h"
#include "src/hal/x86_64/interrupt_frame.h"

namespace starkernel::hal {

/// From now on `resolver` is asked about page faults in the envelope space; nobody, if it is null.
/// It must outlive that.
void SetPageFaultResolver(PageFaultResolver* resolver);

/// Whether the interrupted code can go on after the page fault that `frame` tells of, which may be
/// changed for that. For the handler of the exception, before anything else can fault.
[[nodiscard]] bool HandlePageFault(InterruptFrame& frame);

}  // namespace starkernel::hal
