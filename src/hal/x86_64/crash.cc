#include "src/hal/x86_64/crash.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <source_location>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/interrupt_roles.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/event_log.h"
#include "src/hal/event_report.h"
#include "src/hal/machine.h"
#include "src/hal/x86_64/address_unsafe.h"
#include "src/hal/x86_64/apic/pc_interrupts.h"
#include "src/hal/x86_64/compiled_check.h"
#include "src/hal/x86_64/exception_report.h"
#include "src/hal/x86_64/interrupt_frame.h"
#include "src/hal/x86_64/kernel_stack_reader.h"
#include "src/hal/x86_64/machine_check_registers.h"
#include "src/hal/x86_64/processor_interrupts.h"
#include "src/hal/x86_64/processor_unsafe.h"
#include "src/hal/x86_64/stack_trace.h"

namespace starkernel::hal {
namespace {

constinit const CrashContext* crash_context SK_GUARDED_BY(kInterruptsOff) = nullptr;
constinit PcInterrupts* crash_interrupts SK_GUARDED_BY(kInterruptsOff) = nullptr;
constinit TextWriter::Sink* crash_log SK_GUARDED_BY(kInterruptsOff) = nullptr;

// The parts of a report, in their order.
enum class Part : std::uint8_t {
  kOtherProcessors,
  kHeading,
  kCause,
  kMachineChecks,
  kRegisters,
  kEvents,
  kInterrupts,
  kTrace,
  kEnd,
};

// The report under way. Not on the stack, which an exception within the report may start anew.
struct Report {
  bool begun = false;
  Part next = Part::kOtherProcessors;
  std::uint32_t faults = 0;
  std::optional<InterruptFrame> frame{};  ///< Of an exception; otherwise it is a panic.
  FaultRegisters registers{};
  std::string_view message{};
  std::source_location where{};
  VirtAddr first_frame{};
};

constinit Report report SK_GUARDED_BY(kInterruptsOff){};

// A function that has not set its frame up yet, or jumped to where no code is, has its return
// address on top of the stack and its caller's frame in RBP, so that the chain of frames would
// pass over the caller.
void WriteStackTop(TextWriter& writer, const CrashContext& context, VirtAddr stack_pointer) {
  const auto top = KernelStackReader(context.stacks).FrameAt(stack_pointer);
  if (!top.has_value()) {
    return;
  }
  const VirtAddr word(top->caller_frame.value());
  if (IsReturnAddress(context.image, word)) {
    writer.Text("  ");
    WriteCodeAddress(writer, context.image, word, 1);
    writer.Text(" (top of the stack)\n");
  }
}

void WriteGuardHit(TextWriter& writer, const CrashContext& context, VirtAddr address) {
  if (context.stacks.main().GuardContains(address)) {
    writer.Text("stack overflow: the address lies in the guard page below the kernel stack\n");
  }
}

// The image is mapped whole, so its code can be read.
void WriteCompiledCheck(TextWriter& writer, const CrashContext& context, VirtAddr instruction) {
  const TracedImage& image = context.image;
  if (instruction < image.base || instruction - image.base >= image.size) {
    return;
  }
  const ByteCount left = image.size - (instruction - image.base);
  const ByteCount length = std::min(left, ByteCount{kLongestCheckInstruction});
  // SAFETY: the bytes lie within the image, by the comparison above.
  if (const auto finding = CompiledCheckAt(MappedBytes<const std::byte>(instruction, length))) {
    writer.Text("a check that the compiler put here found: ").Text(*finding).Line();
  }
}

void WriteExceptionDetails(TextWriter& writer, const CrashContext& context,
                           const InterruptFrame& frame, const FaultRegisters& registers) {
  WriteExceptionCause(writer, frame, registers);
  if (frame.vector == kPageFaultVector || frame.vector == kDoubleFaultVector) {
    WriteGuardHit(writer, context, VirtAddr(registers.cr2));
  }
  if (frame.vector == kInvalidOpcodeVector) {
    WriteCompiledCheck(writer, context, VirtAddr(frame.rip));
  }
  writer.Text("at ");
  WriteCodeAddress(writer, context.image, VirtAddr(frame.rip), 0);
  writer.Line();
}

void WriteCause(TextWriter& writer, const CrashContext& context) SK_REQUIRES(kInterruptsOff) {
  if (report.frame.has_value()) {
    WriteExceptionDetails(writer, context, *report.frame, report.registers);
    return;
  }
  Format(writer, "{}\nat {}:{} in {}\n", report.message, std::string_view(report.where.file_name()),
         report.where.line(), std::string_view(report.where.function_name()));
}

void WriteTrace(TextWriter& writer, const CrashContext& context) SK_REQUIRES(kInterruptsOff) {
  Format(writer, "kernel image at {}, called from:\n", context.image.base);
  if (report.frame.has_value()) {
    WriteStackTop(writer, context, VirtAddr(report.frame->rsp));
  }
  WriteStackTrace(writer, context.image, KernelStackReader(context.stacks), report.first_frame);
}

void WritePart(Part part, TextWriter& writer, const CrashContext& context)
    SK_REQUIRES(kInterruptsOff) {
  const bool machine_check =
      report.frame.has_value() && report.frame->vector == kMachineCheckVector;
  switch (part) {
    case Part::kOtherProcessors:
      if (crash_interrupts != nullptr) {
        crash_interrupts->apic().StopOthers();
      }
      context.power.console.TakeOver();
      return;
    case Part::kHeading: writer.Text("\n*** KERNEL PANIC ***\n"); return;
    case Part::kCause: WriteCause(writer, context); return;
    case Part::kRegisters:
      if (report.frame.has_value()) {
        WriteRegisters(writer, *report.frame, report.registers);
      }
      return;
    case Part::kMachineChecks:
      if (machine_check) {
        WriteMachineChecks(writer);
      }
      return;
    case Part::kEvents: WriteLastEvents(writer, KernelEvents(), ReadCycleCounter()); return;
    case Part::kInterrupts:
      if (crash_interrupts != nullptr) {
        crash_interrupts->trouble().WriteAll(writer);
      }
      return;
    case Part::kTrace: WriteTrace(writer, context); return;
    case Part::kEnd: writer.Text("*** END OF REPORT ***\n"); return;
  }
}

[[noreturn]] void WriteRest(const CrashContext& context) SK_REQUIRES(kInterruptsOff) {
  TextWriter writer(crash_log != nullptr ? *crash_log : context.log);
  while (report.next <= Part::kEnd) {
    const Part part = report.next;
    // Before it is written: if that fails, it is not tried again.
    report.next = static_cast<Part>(static_cast<std::uint8_t>(part) + 1);
    WritePart(part, writer, context);
  }
  context.power.Stop(StopReason::kPanic);
}

// Goes on with a report in which something else went wrong.
[[noreturn]] void GoOn(const CrashContext& context, std::string_view what, VirtAddr where)
    SK_REQUIRES(kInterruptsOff) {
  ++report.faults;
  if (report.faults > CrashContext::kMostFaults) {
    context.power.StopAtOnce(StopReason::kPanic);
  }
  TextWriter writer(crash_log != nullptr ? *crash_log : context.log);
  Format(writer, "\n*** {} within the report, at {}\n", what, where);
  WriteRest(context);
}

[[noreturn]] void CrashOnPanic(std::string_view message, std::source_location where) {
  ProcessorInterrupts::TurnOffForGood();
  if (crash_context == nullptr) {
    HaltForever();
  }
  const VirtAddr frame(CurrentFramePointer());
  if (report.begun) {
    GoOn(*crash_context, message, frame);
  }
  report = {.begun = true, .message = message, .where = where, .first_frame = frame};
  WriteRest(*crash_context);
}

}  // namespace

void InstallCrashReports(const CrashContext& context) {
  crash_context = &context;
  SetPanicHandler(CrashOnPanic);
}

void ReportInterruptsIn(PcInterrupts& interrupts) { crash_interrupts = &interrupts; }

void RedirectCrashReports(TextWriter::Sink& log) { crash_log = &log; }

void CrashOnException(const InterruptFrame& frame) {
  if (crash_context == nullptr) {
    HaltForever();
  }
  if (report.begun) {
    GoOn(*crash_context, VectorName(frame.vector), VirtAddr(frame.rip));
  }
  report = {.begun = true,
            .frame = frame,
            .registers = {.cr2 = ReadCr2(), .cr3 = ReadCr3()},
            .first_frame = VirtAddr(frame.rbp)};
  WriteRest(*crash_context);
}

}  // namespace starkernel::hal
