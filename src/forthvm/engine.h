#pragma once

#include <optional>

#include "src/forthvm/handler.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Executes instructions until the fuel is used up or the VM instance cannot go on.
RunOutcome RunEngine(VmState& vm);

/// An instruction that was done, and how the run ends with it, if it does.
struct Step {
  Instruction instruction;
  std::optional<RunOutcome> outcome;
};

/// Does one instruction as RunEngine does, for whoever counts them. The fuel is above 0.
[[nodiscard]] Step RunOne(VmState& vm);

/// Does one instruction, wherever the VM instance is: for immediate words while it compiles the
/// words it is born with.
Status Perform(VmState& vm, Instruction instruction);

}  // namespace starkernel::forthvm
