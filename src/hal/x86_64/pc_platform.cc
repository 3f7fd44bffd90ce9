#include "src/hal/x86_64/pc_platform.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/description.h"
#include "src/hal/acpi/fadt.h"
#include "src/hal/acpi/madt.h"
#include "src/hal/acpi/register_address.h"
#include "src/hal/x86_64/apic/vectors.h"
#include "src/hal/x86_64/devices/acpi_power.h"
#include "src/hal/x86_64/devices/firmware_memory.h"
#include "src/hal/x86_64/legacy_interrupts.h"
#include "src/hal/x86_64/serial_port.h"

namespace starkernel::hal {
namespace {

// ISA interrupts of every PC.
constexpr std::uint8_t kKeyboardInterrupt = 1;
constexpr std::uint8_t kSerialInterrupt = 4;  // of COM1

}  // namespace

void PcPlatform::Initialize(std::optional<PhysAddr> rsdp, TextWriter& complaints) {
  if (rsdp.has_value()) {
    FirmwareMemory memory(memory_);
    Discard(acpi::ReadDescription(memory, *rsdp, complaints, firmware_),
            "without a root there is an empty description, and a line about it");
  }
  SilenceLegacyInterrupts(ports_);
  interrupts_.Initialize(firmware_, pages_, complaints);
  time_.Initialize(firmware_, pages_, complaints);
  EnableSerialInterrupts();
  // All that a key has to do is wake the processor: whoever asks for input looks at the keyboard.
  keyboard_interrupts_ = interrupts_.EnableIsa(kKeyboardInterrupt).ok();
}

void PcPlatform::EnableSerialInterrupts() {
  constexpr std::uint16_t kInterruptEnable = kCom1 + 1;
  constexpr std::uint16_t kModemControl = kCom1 + 4;
  constexpr std::uint8_t kOnReceive = 0x01;
  constexpr std::uint8_t kReadyAndInterrupting = 0x0B;  // its output 2 lets interrupts through
  if (!interrupts_.EnableIsa(kSerialInterrupt).ok()) {
    return;
  }
  ports_.Write8(kModemControl, kReadyAndInterrupting);
  ports_.Write8(kInterruptEnable, kOnReceive);
  serial_interrupts_ = true;
}

bool PcPlatform::TakeSerialInterrupts() {
  return interrupts_.TakeCount(kIsaVectors + kSerialInterrupt) > 0;
}

AcpiPower PcPlatform::power() const {
  return firmware_.fadt.has_value() ? AcpiPower(*firmware_.fadt, firmware_.soft_off) : AcpiPower();
}

bool PcPlatform::KeepsPorts(std::uint16_t first, std::uint16_t last) const {
  if (!firmware_.fadt.has_value()) {
    return false;
  }
  // The registers of power management have two bytes, and the others one.
  const auto is_one = [first, last](const std::optional<acpi::RegisterAddress>& place) {
    return place.has_value() && place->space == acpi::RegisterSpace::kPort &&
           first <= place->address + 1 && place->address <= last;
  };
  const acpi::Fadt& fadt = *firmware_.fadt;
  return is_one(fadt.pm1a_control) || is_one(fadt.pm1b_control) || is_one(fadt.sleep_control) ||
         is_one(fadt.smi_command);
}

void PcPlatform::DescribeFirmware(TextWriter& writer) const {
  if (firmware_.tables == 0) {
    writer.Text("no tables");
    return;
  }
  const AcpiPower ways = power();
  Format(writer, "{} tables", firmware_.tables);
  writer.Text(ways.CanSwitchOff() ? ", power-off" : "").Text(ways.CanReset() ? ", reset" : "");
  if (firmware_.mcfg.has_value()) {
    Format(writer, ", {} PCI configuration space", firmware_.mcfg->spaces.size());
  }
}

void PcPlatform::DescribeProcessors(TextWriter& writer) const {
  if (!firmware_.madt.has_value()) {
    writer.Text("1 (no ACPI table lists them)");
    return;
  }
  const auto& all = firmware_.madt->processors;
  const auto enabled = std::ranges::count_if(all, &acpi::LocalProcessor::enabled);
  Format(writer, "{} (APIC ids", enabled);
  for (const acpi::LocalProcessor& processor : all) {
    if (processor.enabled) {
      Format(writer, " {}", processor.apic_id);
    }
  }
  writer.Text(")");
}

void PcPlatform::DescribeInterrupts(TextWriter& writer) const {
  interrupts_.Describe(writer);
  writer.Text(serial_interrupts_ ? ", serial receive" : ", serial line polled");
  writer.Text(keyboard_interrupts_ ? ", keyboard" : ", keyboard polled");
}

}  // namespace starkernel::hal
