#include "src/hal/x86_64/power.h"

#include <cstdint>

#include "src/hal/machine.h"
#include "src/hal/x86_64/port_space.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {
namespace {

// Hardware takes a while to do what it was told.
void LetItHappen(PortSpace& ports) {
  constexpr std::uint16_t kUnused = 0x80;  // a write takes about a microsecond
  constexpr int kMicroseconds = 500'000;
  for (int count = 0; count < kMicroseconds; ++count) {
    ports.Write8(kUnused, 0);
  }
}

}  // namespace

void PowerControl::Stop(StopReason reason) const {
  DisableInterrupts();
  console.Drain();
  if (exit_port.has_value()) {
    ports.Write8(*exit_port, ExitPortValue(reason));
    console.log().Write("The exit port did not answer.\n");
  }
  if (reason != StopReason::kPanic && acpi.CanSwitchOff()) {
    console.log().Write("Switching off (ACPI).\n");
    console.Drain();
    acpi.SwitchOff(ports);
    LetItHappen(ports);
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

void PowerControl::StopAtOnce(StopReason reason) const {
  DisableInterrupts();
  if (exit_port.has_value()) {
    ports.Write8(*exit_port, ExitPortValue(reason));
  }
  HaltForever();
}

void PowerControl::Reset() const {
  constexpr std::uint16_t kKeyboardController = 0x64;
  constexpr std::uint8_t kPulseReset = 0xFE;
  DisableInterrupts();
  console.log().Write(acpi.CanReset() ? "Resetting (ACPI).\n"
                                      : "Resetting (keyboard controller).\n");
  console.Drain();
  if (acpi.CanReset()) {
    acpi.Reset(ports);
    LetItHappen(ports);
  }
  ports.Write8(kKeyboardController, kPulseReset);
  LetItHappen(ports);
  console.log().Write("The machine did not reset.\n");
  console.Drain();
  HaltForever();
}

}  // namespace starkernel::hal
