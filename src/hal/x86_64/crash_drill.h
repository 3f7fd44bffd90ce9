#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/machine.h"

namespace starkernel::hal {

/// Causes the kernel error that `drill` names; returns only for kNone and trials. Errors in reports
/// come while `log` is written, where reports go.
void RunCrashDrill(CrashDrill drill, TextWriter::Sink& log) SK_REQUIRES(kInterruptsOff);

/// Lets the handlers of interrupts see three spurious interrupts, 300 of another vector, and an
/// error of the local APIC, for whose record there is no room then.
void RaiseTroublingInterrupts() SK_REQUIRES(kInterruptsOff);

}  // namespace starkernel::hal
