#include "src/hal/acpi/fadt.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/little_endian.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/complaint.h"
#include "src/hal/acpi/register_address.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {
namespace {

// Offsets of fields (ACPI specification 6.5, table 5.9).
constexpr std::size_t kDsdt = 40;
constexpr std::size_t kSystemInterrupt = 46;
constexpr std::size_t kSmiCommand = 48;
constexpr std::size_t kAcpiEnable = 52;
constexpr std::size_t kPm1aControl = 64;
constexpr std::size_t kPm1bControl = 68;
constexpr std::size_t kPmTimer = 76;
constexpr std::size_t kCentury = 108;
constexpr std::size_t kBootArchitecture = 109;
constexpr std::size_t kFlags = 112;
constexpr std::size_t kResetRegister = 116;
constexpr std::size_t kResetValue = 128;
constexpr std::size_t kExtendedDsdt = 140;
constexpr std::size_t kExtendedPm1aControl = 172;
constexpr std::size_t kExtendedPm1bControl = 184;
constexpr std::size_t kExtendedPmTimer = 208;
constexpr std::size_t kSleepControl = 244;

constexpr std::size_t kFirstSize = 116;  // of revision 1

constexpr std::uint32_t kTimerHas32Bits = 1U << 8U;
constexpr std::uint32_t kHasResetRegister = 1U << 10U;
// IAPC_BOOT_ARCH means something from revision 2 on (5.2.9.3).
constexpr std::uint8_t kRevisionWithBootArchitecture = 2;
constexpr std::uint8_t kRevisionWithMissingCmos = 5;
constexpr std::uint16_t kHas8042 = 1U << 1U;
constexpr std::uint16_t kNoVga = 1U << 2U;
constexpr std::uint16_t kNoCmosClock = 1U << 5U;

std::optional<RegisterAddress> Either(std::span<const std::byte> bytes, std::size_t extended,
                                      std::size_t port) {
  const auto found = ReadGenericAddress(bytes, extended);
  return found.has_value() ? found : ReadPortField(bytes, port);
}

std::optional<ResetRegister> ReadReset(std::span<const std::byte> bytes, std::uint32_t flags) {
  const auto place = ReadGenericAddress(bytes, kResetRegister);
  const auto value = ReadLittleEndian<std::uint8_t>(bytes, kResetValue);
  if ((flags & kHasResetRegister) == 0 || !place.has_value() || !value.ok()) {
    return std::nullopt;
  }
  return ResetRegister{.place = *place, .value = value.value()};
}

Result<PhysAddr> ReadDsdtAddress(std::span<const std::byte> bytes) {
  const auto extended = ReadLittleEndian<std::uint64_t>(bytes, kExtendedDsdt);
  if (extended.ok() && extended.value() != 0) {
    return PhysAddr(extended.value());
  }
  return PhysAddr(TRY(ReadLittleEndian<std::uint32_t>(bytes, kDsdt)));
}

}  // namespace

Result<Fadt> ReadFadt(const Table& table, TextWriter& complaints) {
  const std::span<const std::byte> bytes = table.bytes;
  if (bytes.size() < kFirstSize) {
    return Complain(complaints, {"FACP", "length", bytes.size(), Expected::kAtLeast, kFirstSize});
  }
  const auto flags = TRY(ReadLittleEndian<std::uint32_t>(bytes, kFlags));
  Fadt fadt{
      .dsdt = TRY(ReadDsdtAddress(bytes)),
      .system_interrupt = TRY(ReadLittleEndian<std::uint16_t>(bytes, kSystemInterrupt)),
      .pm_timer = Either(bytes, kExtendedPmTimer, kPmTimer),
      .pm_timer_has_32_bits = (flags & kTimerHas32Bits) != 0,
      .pm1a_control = Either(bytes, kExtendedPm1aControl, kPm1aControl),
      .pm1b_control = Either(bytes, kExtendedPm1bControl, kPm1bControl),
      .sleep_control = ReadGenericAddress(bytes, kSleepControl),
      .reset = ReadReset(bytes, flags),
      .century = TRY(ReadLittleEndian<std::uint8_t>(bytes, kCentury)),
      .smi_command = ReadPortField(bytes, kSmiCommand),
      .acpi_enable = TRY(ReadLittleEndian<std::uint8_t>(bytes, kAcpiEnable)),
  };
  const auto boot = TRY(ReadLittleEndian<std::uint16_t>(bytes, kBootArchitecture));
  if (table.revision >= kRevisionWithBootArchitecture) {
    fadt.keyboard_controller = (boot & kHas8042) != 0;
    fadt.vga = (boot & kNoVga) == 0;
  }
  if (table.revision >= kRevisionWithMissingCmos) {
    fadt.cmos_clock = (boot & kNoCmosClock) == 0;
  }
  return fadt;
}

}  // namespace starkernel::acpi
