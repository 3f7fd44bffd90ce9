#pragma once

#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Writes a line that says what vm.fault is, behind file, line and column if a file is being read;
/// columns count characters from 1, and are those of the name that was parsed last. Then come the
/// definitions that it happened in (traceback.h). In a line that was typed, and of which something
/// was still to be read, the column follows; otherwise it happened at the line's end.
void ReportFault(VmState& vm);

}  // namespace starkernel::forthvm
