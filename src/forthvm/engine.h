#pragma once

#include "src/forthvm/handler.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Executes instructions until the fuel is used up or the VM instance cannot go on.
RunOutcome RunEngine(VmState& vm);

/// Does one instruction, wherever the VM instance is: for immediate words while it compiles the
/// words it is born with.
Status Perform(VmState& vm, Instruction instruction);

}  // namespace starkernel::forthvm
