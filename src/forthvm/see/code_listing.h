#pragma once

#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// Writes the instructions of a word, one in a row: its place, what it is and its operand, and
/// "plain" if the fast engine leaves it to the plain one. Behind them is the word's machine code,
/// if the VM instance has some for it: the same bytes on every machine. At most 4096 of each are
/// shown, then how many are left out.
void WriteCodeListing(VmState& vm, HeaderIndex word);

}  // namespace starkernel::forthvm
