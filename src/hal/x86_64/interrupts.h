#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/apic/interrupt_handling.h"
#include "src/hal/x86_64/interrupt_frame.h"

namespace starkernel::hal {

/// Tells the handler what to do about interrupts from outside; it must live for ever.
void SetInterruptHandling(InterruptHandling& handling [[clang::lifetimebound]])
    SK_REQUIRES(kInterruptsOff);

/// Called by interrupt_entry.S for every vector, with interrupts off. Exceptions end the kernel.
extern "C" void HandleInterrupt(const InterruptFrame& frame)
    SK_REQUIRES(kInterruptContext, kInterruptsOff);

}  // namespace starkernel::hal
