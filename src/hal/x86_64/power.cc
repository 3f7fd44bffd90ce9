#include "src/hal/x86_64/power.h"

#include "src/hal/machine.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {

void PowerControl::Stop(StopReason reason) const {
  DisableInterrupts();
  console.Drain();
  if (exit_port.has_value()) {
    ports.Write8(*exit_port, ExitPortValue(reason));
    console.log().Write("The exit port did not answer.\n");
  }
  if (reason != StopReason::kPanic && power_off != nullptr) {
    // SAFETY: the tables that the kernel was started on, kept since, map firmware where it lies.
    WriteCr3(boot_tables.value());
    power_off();
  }
  if (reason != StopReason::kPanic) {
    console.log().Write("It is now safe to switch off the computer.\n");
  }
  console.Drain();
  HaltForever();
}

}  // namespace starkernel::hal
