#pragma once

#include "src/hal/machine.h"

namespace starkernel::hal {

/// Causes the kernel error that `drill` names; returns only for kNone.
void RunCrashDrill(CrashDrill drill);

}  // namespace starkernel::hal
