#pragma once

#include <cstdint>

#include "src/base/interrupt_roles.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/apic/pc_interrupts.h"
#include "src/hal/x86_64/interrupt_frame.h"
#include "src/hal/x86_64/kernel_stacks.h"
#include "src/hal/x86_64/power.h"
#include "src/hal/x86_64/stack_trace.h"

namespace starkernel::hal {

/// What a crash report needs. Everything it refers to lives for ever.
///
/// A report has parts: cause, registers, events, stack trace. An exception or a panic in the midst
/// of one is named, and the report goes on with the next; after kMostFaults of them the machine
/// stops without another word. So a report ends, whatever it runs into.
struct CrashContext {
  TextWriter::Sink& log;
  const PowerControl& power;
  TracedImage image;
  KernelStacks stacks;

  static constexpr std::uint32_t kMostFaults = 8;
};

/// From now on a panic writes its message and a stack trace to the log and stops the machine.
/// `context` must live for ever.
void InstallCrashReports(const CrashContext& context [[clang::lifetimebound]])
    SK_REQUIRES(kInterruptsOff);

/// From now on a report begins by stopping the other processors, and tells of interrupts that were
/// spurious, lost or in error. `interrupts` must live for ever.
void ReportInterruptsIn(PcInterrupts& interrupts [[clang::lifetimebound]])
    SK_REQUIRES(kInterruptsOff);

/// From now on reports go to `log`, which must live for ever, instead of that of the context.
void RedirectCrashReports(TextWriter::Sink& log [[clang::lifetimebound]])
    SK_REQUIRES(kInterruptsOff);

/// Writes everything known about an exception of the processor to the log and stops the machine.
[[noreturn]] void CrashOnException(const InterruptFrame& frame) SK_REQUIRES(kInterruptsOff);

}  // namespace starkernel::hal
