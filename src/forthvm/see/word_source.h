#pragma once

#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// Writes source text that makes a word like the one with that header, to the VM instance's output:
/// for a definition the same instructions, for others the same value or data, as it is now. What
/// cannot be typed stands in comments.
void WriteWordSource(VmState& vm, HeaderIndex word);

}  // namespace starkernel::forthvm
