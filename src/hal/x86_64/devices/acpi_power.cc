#include "src/hal/x86_64/devices/acpi_power.h"

#include <cstdint>
#include <optional>

#include "src/hal/acpi/fadt.h"
#include "src/hal/acpi/register_address.h"
#include "src/hal/acpi/soft_off.h"
#include "src/hal/x86_64/wide_port_space.h"

namespace starkernel::hal {
namespace {

// Bits of PM1 control registers (table 4.13).
constexpr std::uint16_t kAcpiMode = 1U << 0U;
constexpr std::uint16_t kSleepType = 7U << 10U;
constexpr unsigned kSleepTypeShift = 10;
constexpr std::uint16_t kSleep = 1U << 13U;

constexpr std::uint32_t kMostPolls = 1'000'000;  // about a second

// The register's port, 0 if it is none.
std::uint16_t PortOf(const std::optional<acpi::RegisterAddress>& place) {
  const bool is_port = place.has_value() && place->space == acpi::RegisterSpace::kPort;
  return is_port ? static_cast<std::uint16_t>(place->address) : std::uint16_t{0};
}

std::uint16_t WithSleepType(std::uint16_t control, std::uint8_t type) {
  return static_cast<std::uint16_t>((control & ~(kSleepType | kSleep)) | unsigned{type}
                                                                             << kSleepTypeShift);
}

void EnterAcpiMode(WidePortSpace& ports, const SoftOffPorts& off) {
  if ((ports.Read16(off.pm1a) & kAcpiMode) != 0 || off.smi_command == 0 || off.acpi_enable == 0) {
    return;
  }
  ports.Write8(off.smi_command, off.acpi_enable);
  for (std::uint32_t poll = 0; poll < kMostPolls; ++poll) {
    if ((ports.Read16(off.pm1a) & kAcpiMode) != 0) {
      return;
    }
  }
}

}  // namespace

AcpiPower::AcpiPower(const acpi::Fadt& fadt, std::optional<acpi::SoftOff> soft_off) {
  const std::uint16_t pm1a = PortOf(fadt.pm1a_control);
  if (soft_off.has_value() && pm1a != 0) {
    off_ = {.pm1a = pm1a,
            .pm1b = PortOf(fadt.pm1b_control),
            .types = *soft_off,
            .smi_command = PortOf(fadt.smi_command),
            .acpi_enable = fadt.acpi_enable};
  }
  if (fadt.reset.has_value() && PortOf(fadt.reset->place) != 0) {
    reset_ = {.port = PortOf(fadt.reset->place), .value = fadt.reset->value};
  }
}

void AcpiPower::SwitchOff(WidePortSpace& ports) const {
  if (!off_.has_value()) {
    return;
  }
  const SoftOffPorts& off = *off_;
  EnterAcpiMode(ports, off);
  const std::uint16_t first = WithSleepType(ports.Read16(off.pm1a), off.types.pm1a);
  if (off.pm1b == 0) {
    ports.Write16(off.pm1a, first);
    ports.Write16(off.pm1a, first | kSleep);
    return;
  }
  const std::uint16_t second = WithSleepType(ports.Read16(off.pm1b), off.types.pm1b);
  ports.Write16(off.pm1a, first);
  ports.Write16(off.pm1b, second);
  ports.Write16(off.pm1a, first | kSleep);
  ports.Write16(off.pm1b, second | kSleep);
}

void AcpiPower::Reset(WidePortSpace& ports) const {
  if (reset_.has_value()) {
    ports.Write8(reset_->port, reset_->value);
  }
}

}  // namespace starkernel::hal
