#include "src/hal/x86_64/interrupts.h"

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/crash.h"
#include "src/hal/x86_64/exception_report.h"
#include "src/hal/x86_64/interrupt_frame.h"
#include "src/hal/x86_64/local_apic.h"

namespace starkernel::hal {
namespace {

constinit LocalApic* controller SK_GUARDED_BY(kInterruptsOff) = nullptr;

}  // namespace

void SetInterruptController(LocalApic& apic) { controller = &apic; }

void HandleInterrupt(const InterruptFrame& frame) {
  if (frame.vector < kFirstExternalVector) {
    CrashOnException(frame);
  }
  // A spurious interrupt must not be acknowledged (Intel SDM volume 3, 11.9).
  if (frame.vector != kSpuriousVector && controller != nullptr) {
    controller->EndInterrupt();
  }
}

}  // namespace starkernel::hal
