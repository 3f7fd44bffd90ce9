#pragma once

#include "src/base/result.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Fills an empty dictionary with the words of all modules, and code space with the words
/// that are code: the outer interpreter among them. Sets where execution begins. The terminal is
/// the input source, and BASE is ten.
/// Error::kCapacity or kOutOfMemory if the storage is too small.
Result<void> InstallSystem(VmState& vm);

}  // namespace starkernel::forthvm
