#pragma once

#include <cstddef>

#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// The most lines that name definitions.
inline constexpr std::size_t kTracebackLines = 8;

/// Writes a line that says what vm.fault is and where it happened. If definitions had called
/// each other, further lines name them, the one that it happened in first.
void ReportFault(VmState& vm);

}  // namespace starkernel::forthvm
