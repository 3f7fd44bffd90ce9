#pragma once

#include "src/hal/hosted/output_buffer.h"

namespace starkernel::hal {

/// From now on a panic of the kernel and every processor exception write a report to `log`, with
/// registers and a stack trace whose addresses are those of the ELF file, put the terminal back
/// and end the program with StopReason::kPanic. `log` must live as long as the program; its
/// partner is flushed with it.
void InstallCrashReports(OutputBuffer& log);

}  // namespace starkernel::hal
