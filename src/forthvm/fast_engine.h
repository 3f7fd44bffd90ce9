#pragma once

#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Executes instructions that have shortcuts, as the plain engine would, until it meets one that
/// has none, or that cannot be done without a fault, a wait or more storage: that one has not been
/// begun. Stops where the fuel is used up, too. There must be fuel, and nothing out of turn.
void RunFast(VmState& vm);

}  // namespace starkernel::forthvm
