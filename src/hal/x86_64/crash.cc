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
#include "src/hal/machine.h"
#include "src/hal/x86_64/address_unsafe.h"
#include "src/hal/x86_64/compiled_check.h"
#include "src/hal/x86_64/exception_report.h"
#include "src/hal/x86_64/interrupt_frame.h"
#include "src/hal/x86_64/kernel_stacks.h"
#include "src/hal/x86_64/processor_interrupts.h"
#include "src/hal/x86_64/processor_unsafe.h"
#include "src/hal/x86_64/stack_trace.h"

namespace starkernel::hal {
namespace {

constinit const CrashContext* crash_context SK_GUARDED_BY(kInterruptsOff) = nullptr;

// How many reports have been begun: more than one is a fault in the report.
constinit std::uint32_t reports_begun SK_GUARDED_BY(kInterruptsOff) = 0;

class KernelStackReader final : public StackReader {
 public:
  explicit KernelStackReader(const KernelStacks& stacks) : stacks_(stacks) {}

  [[nodiscard]] std::optional<StackFrame> FrameAt(VirtAddr frame) const override {
    constexpr ByteCount kFrameSize{2 * sizeof(std::uint64_t)};
    if (frame.value() % sizeof(std::uint64_t) != 0) {
      return std::nullopt;
    }
    for (const KernelStacks::Stack& stack : stacks_.all()) {
      if (stack.Contains(frame) && stack.top() - frame >= kFrameSize) {
        // SAFETY: two aligned words within a stack, which is mapped.
        const std::span<const std::uint64_t> words = MappedWords(frame, 2);
        return StackFrame{.caller_frame = VirtAddr(words[0]), .return_address = VirtAddr(words[1])};
      }
    }
    return std::nullopt;
  }

 private:
  const KernelStacks& stacks_;
};

// Ends a report that would report on itself.
[[noreturn]] void StopNested(const CrashContext& context, std::string_view what, VirtAddr where)
    SK_REQUIRES(kInterruptsOff) {
  if (reports_begun == 2) {
    TextWriter writer(context.log);
    Format(writer, "*** {} within the report, at {}\n", what, where);
  }
  context.power.Stop(StopReason::kPanic);
}

void BeginReport(TextWriter& writer) { writer.Text("\n*** KERNEL PANIC ***\n"); }

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

void WriteTraceHeading(TextWriter& writer, const CrashContext& context) {
  Format(writer, "kernel image at {}, called from:\n", context.image.base);
}

[[noreturn]] void EndReport(TextWriter& writer, const CrashContext& context, VirtAddr frame) {
  WriteStackTrace(writer, context.image, KernelStackReader(context.stacks), frame);
  writer.Text("*** END OF REPORT ***\n");
  context.power.Stop(StopReason::kPanic);
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

[[noreturn]] void CrashOnPanic(std::string_view message, std::source_location where) {
  ProcessorInterrupts::TurnOffForGood();
  if (crash_context == nullptr) {
    HaltForever();
  }
  const CrashContext& context = *crash_context;
  const VirtAddr frame(CurrentFramePointer());
  ++reports_begun;
  if (reports_begun > 1) {
    StopNested(context, message, frame);
  }
  TextWriter writer(context.log);
  BeginReport(writer);
  Format(writer, "{}\nat {}:{} in {}\n", message, std::string_view(where.file_name()), where.line(),
         std::string_view(where.function_name()));
  WriteTraceHeading(writer, context);
  EndReport(writer, context, frame);
}

}  // namespace

void InstallCrashReports(const CrashContext& context) {
  crash_context = &context;
  SetPanicHandler(CrashOnPanic);
}

void CrashOnException(const InterruptFrame& frame) {
  if (crash_context == nullptr) {
    HaltForever();
  }
  const CrashContext& context = *crash_context;
  ++reports_begun;
  if (reports_begun > 1) {
    StopNested(context, VectorName(frame.vector), VirtAddr(frame.rip));
  }
  const FaultRegisters registers = {.cr2 = ReadCr2(), .cr3 = ReadCr3()};
  TextWriter writer(context.log);
  BeginReport(writer);
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
  WriteRegisters(writer, frame, registers);
  WriteTraceHeading(writer, context);
  WriteStackTop(writer, context, VirtAddr(frame.rsp));
  EndReport(writer, context, VirtAddr(frame.rbp));
}

}  // namespace starkernel::hal
