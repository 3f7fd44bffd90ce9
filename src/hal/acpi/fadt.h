#pragma once

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/register_address.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {

/// How a machine is reset: the value to be written.
struct ResetRegister {
  RegisterAddress place;
  std::uint8_t value = 0;
};

/// What the fixed ACPI description table says (ACPI specification 6.5, 5.2.9), as far as a kernel
/// without an AML interpreter has a use for it.
struct Fadt {
  PhysAddr dsdt;                       ///< 0 if there is none.
  std::uint16_t system_interrupt = 0;  ///< SCI_INT.
  std::optional<RegisterAddress> pm_timer;
  bool pm_timer_has_32_bits = false;  ///< Otherwise 24.
  std::optional<RegisterAddress> pm1a_control;
  std::optional<RegisterAddress> pm1b_control;
  std::optional<RegisterAddress> sleep_control;  ///< On machines without PM1 registers.
  std::optional<ResetRegister> reset;
  std::uint8_t century = 0;  ///< Index of the century in CMOS memory, 0 if there is none.
  // A PC that says nothing has all of these.
  bool keyboard_controller = true;  ///< 8042.
  bool vga = true;
  bool cmos_clock = true;

  /// What switches ACPI mode on, where firmware has not: `acpi_enable` to port `smi_command`.
  std::optional<RegisterAddress> smi_command;
  std::uint8_t acpi_enable = 0;
};

/// Reads the table, of whatever revision. A register is that of the extended field, if it makes
/// sense, otherwise the port of the old one. Error::kCorrupt, with a line on `complaints`, if the
/// table is shorter than that of revision 1.
[[nodiscard]] Result<Fadt> ReadFadt(const Table& table, TextWriter& complaints);

}  // namespace starkernel::acpi
