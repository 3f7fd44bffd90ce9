#pragma once

#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Brings the VM instance to where vm.fault is handled: the innermost CATCH, or the prompt
/// after a report. False if a startup file ended that way.
[[nodiscard]] bool Unwind(VmState& vm);

}  // namespace starkernel::forthvm
