#pragma once

#include "src/boot/boot_info.h"
#include "src/hal/machine.h"

namespace starkernel::kernel {

/// Runs the kernel on `machine`, on the machine's own stack with interrupts off. `info` and
/// `machine` live for ever.
[[noreturn]] void KernelMain(const boot::BootInfo& info, hal::Machine& machine);

}  // namespace starkernel::kernel
