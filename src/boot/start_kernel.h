#pragma once

#include "src/boot/hand_off.h"

namespace starkernel::boot {

/// Takes the machine over once firmware has let go: serial line, crash reports, page tables,
/// descriptor tables and stack of our own, then the kernel. `hand_off` lives for ever.
[[noreturn]] void StartKernel(HandOff& hand_off);

}  // namespace starkernel::boot
