#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/interrupt_frame.h"
#include "src/hal/x86_64/kernel_stacks.h"
#include "src/hal/x86_64/power.h"
#include "src/hal/x86_64/stack_trace.h"

namespace starkernel::hal {

/// What a crash report needs. Everything it refers to lives for ever.
struct CrashContext {
  TextWriter::Sink& log;
  const PowerControl& power;
  TracedImage image;
  KernelStacks stacks;
};

/// From now on a panic writes its message and a stack trace to the log and stops the machine.
/// `context` must live for ever.
void InstallCrashReports(const CrashContext& context [[clang::lifetimebound]])
    SK_REQUIRES(kInterruptsOff);

/// Writes everything known about an exception of the processor to the log and stops the
/// machine. An exception in the report itself ends it with one line.
[[noreturn]] void CrashOnException(const InterruptFrame& frame) SK_REQUIRES(kInterruptsOff);

}  // namespace starkernel::hal
