#pragma once

#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Writes one line that says what vm.fault is and where it happened.
void ReportFault(VmState& vm);

}  // namespace starkernel::forthvm
