#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/pc_platform.h"

namespace starkernel::hal {

/// Compares clock and cycle counter with ten seconds of the battery-backed clock, which is another
/// oscillator (in an emulator, the host's clock), and a delay of the timer with the clock, and
/// writes by how much each is off.
void RunTimerAccuracy(PcPlatform& platform, TextWriter& writer) SK_REQUIRES(kInterruptsOff)
    SK_EXCLUDES(kInterruptContext);

/// Takes a million interrupts of the timer, and writes how many were lost or came twice, by the
/// cycle counter's number in each record, and whether all took their time; then what handling one
/// costs, in cycles, which are instructions where an emulator counts those.
void RunTimerInterrupts(PcPlatform& platform, TextWriter& writer) SK_REQUIRES(kInterruptsOff)
    SK_EXCLUDES(kInterruptContext);

}  // namespace starkernel::hal
