#pragma once

#include <cstddef>

#include "src/base/text_writer.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// The most lines that name definitions.
inline constexpr std::size_t kTracebackLines = 8;

/// Writes the definitions that have yet to return, innermost first, a line for as many calls in a
/// row as are of one word. Those that came with the VM instance are left out; of calls beyond
/// kTracebackLines lines the number is written. A word that DOES> made is named by its own name, a
/// quotation by the definition it stands in.
void WriteTraceback(const VmState& vm, TextWriter& text);

}  // namespace starkernel::forthvm
