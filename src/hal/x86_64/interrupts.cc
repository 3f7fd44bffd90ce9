#include "src/hal/x86_64/interrupts.h"

#include <cstdint>

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/apic/interrupt_handling.h"
#include "src/hal/x86_64/crash.h"
#include "src/hal/x86_64/exception_report.h"
#include "src/hal/x86_64/interrupt_frame.h"
#include "src/hal/x86_64/page_faults.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {
namespace {

constinit InterruptHandling* current SK_GUARDED_BY(kInterruptsOff) = nullptr;

}  // namespace

void SetInterruptHandling(InterruptHandling& handling) { current = &handling; }

void HandleInterrupt(InterruptFrame& frame) {
  if (frame.vector < kFirstExternalVector) [[unlikely]] {
    if (frame.vector == kPageFaultVector && HandlePageFault(frame)) {
      return;
    }
    CrashOnException(frame);
  }
  if (current != nullptr) [[likely]] {
    current->Handle(static_cast<std::uint8_t>(frame.vector), ReadCycleCounter());
  }
}

}  // namespace starkernel::hal
