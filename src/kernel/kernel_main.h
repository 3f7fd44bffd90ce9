#pragma once

#include <string_view>

#include "src/base/interrupt_roles.h"
#include "src/base/one_shot.h"
#include "src/base/thread_annotations.h"
#include "src/boot/boot_info.h"
#include "src/hal/machine.h"

namespace starkernel::kernel {

/// Version of the kernel, as the boot banner gives it.
inline constexpr std::string_view kVersion = "0.1.0";

/// Brings the kernel up on `machine`, from what `hand_off` holds, and runs VM instances until VM[0]
/// ends. Called once, on the kernel's own stack, with the machine's serial console and exception
/// reports at work. A machine that cannot hold the kernel (no memory) ends in a panic that says
/// what was missing.
[[noreturn]] void KernelMain(OneShot<boot::BootInfo> hand_off, hal::Machine& machine)
    SK_EXCLUDES(kInterruptContext);

}  // namespace starkernel::kernel
