#include "src/hal/hosted/crash_report.h"

#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <source_location>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/interrupt_roles.h"
#include "src/base/panic.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/event_log.h"
#include "src/hal/event_report.h"
#include "src/hal/hosted/fault_signals.h"
#include "src/hal/hosted/output_buffer.h"
#include "src/hal/hosted/processor.h"
#include "src/hal/hosted/terminal.h"
#include "src/hal/machine.h"
#include "src/hal/x86_64/exception_report.h"
#include "src/hal/x86_64/interrupt_frame.h"
#include "src/hal/x86_64/stack_trace.h"

namespace starkernel::hal {
namespace {

// A signal handler may come to use these at any time.
constinit std::atomic<OutputBuffer*> crash_log = nullptr;
constinit std::atomic<bool> reporting = false;

[[noreturn]] void End() {
  RestoreTerminal();
  _exit(static_cast<int>(StopReason::kPanic));
}

void BeginReport(TextWriter& writer) {
  if (reporting.exchange(true)) {  // A fault within the report: what there is of it has to do.
    crash_log.load()->Flush();
    End();
  }
  writer.Text("\n*** KERNEL PANIC ***\n");
}

[[noreturn]] void EndReport(TextWriter& writer, VirtAddr frame) {
  WriteLastEvents(writer, KernelEvents(), ReadTimeStampCounter());
  writer.Text("called from:\n");
  crash_log.load()->Flush();
  WriteStackTrace(writer, ProgramImage(), HostStackReader(), frame);
  writer.Text("*** END OF REPORT ***\n");
  crash_log.load()->Flush();
  End();
}

/// Whether a fault at `address` looks like a stack that ran into its end.
bool NextToStackPointer(std::uint64_t address, std::uint64_t stack_pointer) {
  constexpr std::uint64_t kNear = 64 * 1024;
  return address < stack_pointer ? stack_pointer - address < kNear
                                 : address - stack_pointer < kNear;
}

[[noreturn]] void ReportPanic(std::string_view message, std::source_location where) {
  TextWriter writer(*crash_log.load());
  BeginReport(writer);
  Format(writer, "{}\nat {}:{} in {}\n", message, std::string_view(where.file_name()), where.line(),
         std::string_view(where.function_name()));
  EndReport(writer, CallerFramePointer());
}

[[noreturn]] void ReportFault(const InterruptFrame& frame, const FaultRegisters& registers)
    SK_REQUIRES(kInterruptContext) {
  TextWriter writer(*crash_log.load());
  BeginReport(writer);
  WriteExceptionCause(writer, frame, registers);
  if (frame.vector == kPageFaultVector && NextToStackPointer(registers.cr2, frame.rsp)) {
    writer.Text("stack overflow: the address lies next to the stack pointer\n");
  }
  writer.Text("at ");
  WriteCodeAddress(writer, ProgramImage(), VirtAddr(frame.rip), 0);
  writer.Line();
  WriteRegisters(writer, frame, registers);
  EndReport(writer, VirtAddr(frame.rbp));
}

}  // namespace

void InstallCrashReports(OutputBuffer& log) {
  crash_log = &log;
  SetPanicHandler(ReportPanic);
  CatchFaults(ReportFault);
}

}  // namespace starkernel::hal
