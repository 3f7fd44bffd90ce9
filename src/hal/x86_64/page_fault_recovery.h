#pragma once

#include "src/base/addresses.h"
#include "src/hal/page_fault_resolver.h"
#include "src/hal/x86_64/interrupt_frame.h"

namespace starkernel::hal {

/// Whether the interrupted code can go on after the page fault at `address` that `frame` tells of.
/// `resolver` is asked for the page, unless the fault is one that no page would mend (an
/// instruction, bits that are not allowed). If it refuses, and the access is one that may be
/// refused (guarded_access_unsafe.h), `frame` is changed to go on where that is dealt with.
[[nodiscard]] bool RecoverFromPageFault(InterruptFrame& frame, VirtAddr address,
                                        PageFaultResolver& resolver);

}  // namespace starkernel::hal
