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
struct Done {
  Instruction instruction;
  std::optional<RunOutcome> outcome;
  /// It goes on in another step: it had no room on the data stack, or it works in pieces. One that
  /// executes itself anew, as EXECUTE can, has taken its token.
  bool is_due_again = false;
};

/// Does one instruction as RunEngine does, for whoever counts them. The fuel is above 0.
[[nodiscard]] Done RunOne(VmState& vm);

/// Does one instruction, wherever the VM instance is: for immediate words while it compiles the
/// words it is born with.
Status Perform(VmState& vm, Instruction instruction);

}  // namespace starkernel::forthvm
