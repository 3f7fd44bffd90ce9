#pragma once

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/hal/machine.h"
#include "src/hal/x86_64/devices/acpi_power.h"
#include "src/hal/x86_64/system_console.h"
#include "src/hal/x86_64/wide_port_space.h"

namespace starkernel::hal {

/// Asks firmware to switch the machine off. Returns only if it does not. Needs the boot tables.
using PowerOff = void (*)();

/// What an exit port is told for `reason`: QEMU's isa-debug-exit device then ends with twice
/// the value plus one, that is with status 33 for kBye, 35 for kFailed, 39 for kPanic.
[[nodiscard]] constexpr std::uint8_t ExitPortValue(StopReason reason) {
  constexpr std::uint8_t kFirstValue = 0x10;
  return static_cast<std::uint8_t>(kFirstValue + static_cast<std::uint8_t>(reason));
}

/// The ways in which this machine can be stopped.
struct PowerControl {
  WidePortSpace& ports;
  SystemConsole& console;
  const AcpiPower& acpi;
  std::optional<std::uint16_t> exit_port;  ///< Where an isa-debug-exit device listens.
  PowerOff power_off = nullptr;
  PhysAddr boot_tables;  ///< Page tables under which power_off can run.

  /// Ends everything: through the exit port if there is one; else a panic halts, and what remains
  /// switches the machine off, by ACPI or else by firmware, or halts with a word if that fails.
  [[noreturn]] void Stop(StopReason reason) const;

  /// Ends everything at once, without a word: through the exit port if there is one, else halts.
  /// For a report that fails again and again.
  [[noreturn]] void StopAtOnce(StopReason reason) const;

  /// Starts the machine anew, by ACPI or else by the keyboard controller, or halts with a word if
  /// that fails.
  [[noreturn]] void Reset() const;
};

}  // namespace starkernel::hal
