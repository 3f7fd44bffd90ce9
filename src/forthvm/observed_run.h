#pragma once

#include "src/forthvm/run_outcome.h"

namespace starkernel::forthvm {

struct VmState;

/// What RunEngine does, and shows physics now and then which word runs: the quantum is spent in
/// pieces, between which the VM instance is as at any preemption point. The pieces follow from the
/// reductions alone, whatever the quanta. Where physics is exact, each instruction is such a piece,
/// and each word that is executed is shown. As RunEngine once physics is off.
RunOutcome RunObserved(VmState& vm);

}  // namespace starkernel::forthvm
