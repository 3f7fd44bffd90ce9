#pragma once

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/hal/page_fault_resolver.h"
#include "src/hal/x86_64/exception_report.h"
#include "src/hal/x86_64/interrupt_frame.h"
#include "src/hal/x86_64/stack_trace.h"

namespace starkernel::hal {

/// What runs, on a stack of its own, when the processor raises an exception in this program. The
/// frame is as the processor left it, the fault address in cr2. Must not return.
using FaultHandler = void (*)(const InterruptFrame& frame, const FaultRegisters& registers);

/// Has `handler` called for processor exceptions: the signals SIGSEGV, SIGBUS, SIGFPE, SIGILL
/// and SIGTRAP; not for page faults that a resolver mends. The same signals from another program
/// end this one as they would by default.
void CatchFaults(FaultHandler handler);

/// From now on `resolver` is asked first about accesses that fault, on the handler's stack; nobody,
/// if it is null. It must outlive that. Catches the signal too.
void ResolveFaultsWith(PageFaultResolver* resolver);

/// The program's image as addresses of its ELF file, which is not position-independent.
[[nodiscard]] TracedImage ProgramImage();

/// The value of the frame pointer in the calling function.
[[nodiscard]] VirtAddr CallerFramePointer();

/// Reads stack frames of this program; an address that is not mapped is no frame.
class HostStackReader final : public StackReader {
 public:
  [[nodiscard]] std::optional<StackFrame> FrameAt(VirtAddr frame) const override;
};

}  // namespace starkernel::hal
