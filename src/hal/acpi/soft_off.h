#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace starkernel::acpi {

/// The sleep types that switch a machine off (ACPI specification 6.5, 7.4.2): for the control
/// registers PM1a and PM1b, each 0 to 7.
struct SoftOff {
  std::uint8_t pm1a = 0;
  std::uint8_t pm1b = 0;

  friend bool operator==(const SoftOff&, const SoftOff&) = default;
};

/// Looks for the definition `Name (_S5, Package ...)` in AML code, such as that of the DSDT behind
/// its header, and reads its first two elements, of which the second may be missing. The code is
/// not interpreted: each place where the name occurs is tried once, from the start on. Nothing if
/// none is such a definition with small integers (20.2.5).
[[nodiscard]] std::optional<SoftOff> FindSoftOff(std::span<const std::byte> code);

}  // namespace starkernel::acpi
