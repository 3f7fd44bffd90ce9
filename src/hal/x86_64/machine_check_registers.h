#pragma once

#include "src/base/text_writer.h"

namespace starkernel::hal {

/// Lets the processor report errors of the hardware as exceptions, vector 18, if it can (Intel SDM
/// volume 3, 15.8). What its banks hold from before is written to `log` and cleared. Needs the
/// interrupt descriptor table.
void EnableMachineChecks(TextWriter& log);

/// Writes what the banks of this processor say, one line each, and one before. Nothing if the
/// processor has none.
void WriteMachineChecks(TextWriter& writer);

}  // namespace starkernel::hal
