#pragma once

#include "src/base/result.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Compiles the words whose bodies are Forth text in their table row, in the order of the tables,
/// each as `: NAME text ;` would be. A text may use every word that is no such word, and those
/// compiled before; of immediate words only primitive ones. It may not allot data space. Panics if
/// a text does not compile; Error::kCapacity if there is no room for the code, or none
/// to nest in while compiling.
Result<void> CompileSourceBodies(VmState& vm);

}  // namespace starkernel::forthvm
