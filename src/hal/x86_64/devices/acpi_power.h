#pragma once

#include <cstdint>
#include <optional>

#include "src/hal/acpi/fadt.h"
#include "src/hal/acpi/soft_off.h"
#include "src/hal/x86_64/wide_port_space.h"

namespace starkernel::hal {

/// Where and what to write to switch a PC off. A port 0 is not there.
struct SoftOffPorts {
  std::uint16_t pm1a = 0;
  std::uint16_t pm1b = 0;
  acpi::SoftOff types;
  std::uint16_t smi_command = 0;
  std::uint8_t acpi_enable = 0;
};

/// Where and what to write to reset it.
struct ResetPort {
  std::uint16_t port = 0;
  std::uint8_t value = 0;
};

/// Switches a PC off and resets it through the registers that its ACPI tables name. Registers in
/// memory are not used: no PC has them there.
class AcpiPower {
 public:
  /// Knows no way.
  constexpr AcpiPower() = default;

  AcpiPower(const acpi::Fadt& fadt, std::optional<acpi::SoftOff> soft_off);

  [[nodiscard]] bool CanSwitchOff() const { return off_.has_value(); }
  [[nodiscard]] bool CanReset() const { return reset_.has_value(); }

  /// Enters the state S5 (ACPI specification 6.5, 4.8.3.2 and 16.1.7), in ACPI mode, to which it
  /// switches first where firmware has not. Does nothing unless CanSwitchOff(). The machine may
  /// take a moment.
  void SwitchOff(WidePortSpace& ports) const;

  /// Writes to the reset register (4.8.3.6). Does nothing unless CanReset().
  void Reset(WidePortSpace& ports) const;

 private:
  std::optional<SoftOffPorts> off_;
  std::optional<ResetPort> reset_;
};

}  // namespace starkernel::hal
