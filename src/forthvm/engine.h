#pragma once

#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Executes instructions until the fuel is used up or the VM instance cannot go on.
RunOutcome RunEngine(VmState& vm);

}  // namespace starkernel::forthvm
