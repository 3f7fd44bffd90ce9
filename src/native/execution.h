#pragma once

#include "src/forthvm/machine_code.h"
#include "src/forthvm/vm_state.h"
#include "src/native/catalogue.h"
#include "src/native/native_context.h"
#include "src/native/native_records.h"

namespace starkernel::native {

/// Executes native code from an entry on that fits where the VM instance is, until it is left, or
/// returns from the definition that the entry is in: what called it goes on then. There must be
/// fuel, and the code be sealed.
LeaveReason Execute(forthvm::VmState& vm, const Catalogue& catalogue,
                    const forthvm::MachineCode& code, const Entry& entry);

}  // namespace starkernel::native
