#pragma once

#include "src/forthvm/see/source_writer.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// Writes source text that makes a word with a value or with data, as they are now: made by
/// CONSTANT, VALUE, DEFER, CREATE, VARIABLE, VOCABULARY, MARKER and their kin.
void WriteDataWord(VmState& vm, HeaderIndex word, SourceWriter& writer);

}  // namespace starkernel::forthvm
