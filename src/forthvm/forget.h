#pragma once

#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Forgets the word and all newer ones: headers, names, wordlists, code, and data space back to
/// where it was before the word. Their tokens name nothing from then on, and REQUIRED interprets
/// again the files that were interpreted whole since the word was made. Throws -15 for a word that
/// came with the VM instance, while one of the words is being executed, and inside a definition.
Status Forget(VmState& vm, HeaderIndex first);

/// Notes the search order in the code space, for the word of kind kMarker that was just made;
/// there must be room for kMaximumOrder + 1 instructions.
void SaveSearchOrder(VmState& vm, WordId marker);

/// Forgets the marker and all newer words, and sets the search order as it was noted, without
/// the wordlists that are gone. Throws like Forget.
Status ReturnToMarker(VmState& vm, Instruction instruction);

}  // namespace starkernel::forthvm
