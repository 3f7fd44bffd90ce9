#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/apic/interrupt_handling.h"
#include "src/hal/x86_64/interrupt_frame.h"

namespace starkernel::hal {

/// Tells the handler what to do about interrupts from outside; it must live for ever.
void SetInterruptHandling(InterruptHandling& handling [[clang::lifetimebound]])
    SK_REQUIRES(kInterruptsOff);

/// Called by interrupt_entry.S for every vector, with interrupts off, with what will be restored on
/// return. Exceptions end the kernel, but for page faults that a page or a fixup mends.
extern "C" void HandleInterrupt(InterruptFrame& frame)
    SK_REQUIRES(kInterruptContext, kInterruptsOff);

}  // namespace starkernel::hal
