#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/boot/hand_off.h"

namespace starkernel::boot {

/// Takes the machine over once firmware has let go: serial line, crash reports, page tables,
/// descriptor tables and stack of our own, then the kernel. `hand_off` lives for ever.
[[noreturn]] void StartKernel(HandOff& hand_off) SK_REQUIRES(kInterruptsOff);

}  // namespace starkernel::boot
