#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/kernel_stacks.h"

namespace starkernel::hal {

/// Makes the kernel's global and interrupt descriptor tables and its task-state segment current:
/// all 256 vectors lead to HandleInterrupt, those that a broken stack may cause on stacks of
/// their own.
void LoadDescriptorTables(const KernelStacks& stacks) SK_REQUIRES(kInterruptsOff);

}  // namespace starkernel::hal
