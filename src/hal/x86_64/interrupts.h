#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/interrupt_frame.h"
#include "src/hal/x86_64/local_apic.h"

namespace starkernel::hal {

/// Tells the handler which local APIC to acknowledge interrupts to; it must live for ever.
void SetInterruptController(LocalApic& apic [[clang::lifetimebound]]) SK_REQUIRES(kInterruptsOff);

/// Called by interrupt_entry.S for every vector, with interrupts off. Exceptions end the kernel;
/// the timer and anything else from outside is acknowledged, its only purpose being to end a
/// wait.
extern "C" void HandleInterrupt(const InterruptFrame& frame)
    SK_REQUIRES(kInterruptContext, kInterruptsOff);

}  // namespace starkernel::hal
