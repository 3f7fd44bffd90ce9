#pragma once

#include "src/base/role.h"

namespace starkernel {

/// Interrupts are off on the processor that runs this. Guards what a processor shares with its own
/// interrupt handlers, and per-processor data. Held by hal::InterruptsOff, and by the code that
/// interrupt_entry.S calls, to which the processor comes with interrupts off.
inline constexpr Role kInterruptsOff;

/// An interrupt is being handled: whatever the processor was doing stands still half done. A
/// handler requires the role; a function that allocates, waits, takes a lock or loops without a
/// bound excludes it, and so cannot be called by one.
inline constexpr Role kInterruptContext;

}  // namespace starkernel
