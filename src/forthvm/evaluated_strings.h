#pragma once

#include "src/base/text_writer.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Writes where in the strings that are being interpreted the names stand that were parsed last, a
/// line for each string, innermost first, up to the file, block or typed line that they are
/// evaluated from. The strings are the program's and may have changed, or their pages gone.
void WriteEvaluatedStrings(const VmState& vm, TextWriter& text);

}  // namespace starkernel::forthvm
