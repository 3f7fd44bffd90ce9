#include "src/hal/x86_64/pc_devices.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/device_bus.h"
#include "src/hal/interrupts_off.h"
#include "src/hal/x86_64/address_space.h"
#include "src/hal/x86_64/device_register_unsafe.h"
#include "src/hal/x86_64/kept_ports.h"
#include "src/hal/x86_64/pc_platform.h"
#include "src/hal/x86_64/power.h"
#include "src/hal/x86_64/processor_features.h"
#include "src/hal/x86_64/processor_interrupts.h"
#include "src/hal/x86_64/wide_port_space.h"

namespace starkernel::hal {

PcDevices::PcDevices(PcPlatform& platform, const PowerControl& power,
                     ProcessorInterrupts& interrupts)
    : platform_(platform),
      power_(power),
      interrupts_(interrupts),
      end_(std::min(PhysicalAddressEnd(), PhysAddr(kWindowSize.value()))) {}

bool PcDevices::KeepsPage(PhysAddr page) const {
  // I/O APICs, and where processors' own APICs are and messages that interrupt go to (Intel SDM
  // volume 3, 11.4.1 and 11.11). What else the kernel uses its tables map.
  constexpr std::uint64_t kMegabyte = 0x10'0000;
  const std::uint64_t megabyte = page.value() / kMegabyte;
  return megabyte == 0xFEC || megabyte == 0xFEE;
}

bool PcDevices::KeepsPorts(std::uint16_t first, std::uint16_t last) const {
  return IsKeptPort(first, last) || platform_.KeepsPorts(first, last) ||
         (power_.exit_port.has_value() && first < *power_.exit_port + 4 &&
          *power_.exit_port <= last);
}

VirtAddr PcDevices::PlaceOf(PhysAddr page) const { return InWindow(page); }

std::uint64_t PcDevices::ReadMemory(PhysAddr address, AccessWidth width) {
  const VirtAddr place = InWindow(address);
  // SAFETY: whoever asks has the page mapped, uncached, which holds registers of a device that is
  // not the kernel's; the address is a multiple of the width.
  switch (width) {
    case AccessWidth::kByte: return ReadRegisterOf<std::uint8_t>(place);
    case AccessWidth::kTwo: return ReadRegisterOf<std::uint16_t>(place);
    case AccessWidth::kFour: return ReadRegisterOf<std::uint32_t>(place);
    case AccessWidth::kEight: return ReadRegisterOf<std::uint64_t>(place);
  }
  Panic("a register of no width");
}

void PcDevices::WriteMemory(PhysAddr address, AccessWidth width, std::uint64_t value) {
  const VirtAddr place = InWindow(address);
  // SAFETY: as above.
  switch (width) {
    case AccessWidth::kByte: WriteRegisterOf(place, static_cast<std::uint8_t>(value)); return;
    case AccessWidth::kTwo: WriteRegisterOf(place, static_cast<std::uint16_t>(value)); return;
    case AccessWidth::kFour: WriteRegisterOf(place, static_cast<std::uint32_t>(value)); return;
    case AccessWidth::kEight: WriteRegisterOf(place, value); return;
  }
}

std::uint64_t PcDevices::ReadPort(std::uint16_t port, AccessWidth width) {
  switch (width) {
    case AccessWidth::kByte: return power_.ports.Read8(port);
    case AccessWidth::kTwo: return power_.ports.Read16(port);
    case AccessWidth::kFour: return power_.ports.Read32(port);
    case AccessWidth::kEight: break;
  }
  Panic("a port of no width");
}

void PcDevices::WritePort(std::uint16_t port, AccessWidth width, std::uint64_t value) {
  switch (width) {
    case AccessWidth::kByte: power_.ports.Write8(port, static_cast<std::uint8_t>(value)); return;
    case AccessWidth::kTwo: power_.ports.Write16(port, static_cast<std::uint16_t>(value)); return;
    case AccessWidth::kFour: power_.ports.Write32(port, static_cast<std::uint32_t>(value)); return;
    case AccessWidth::kEight: break;
  }
  Panic("a port of no width");
}

Result<void> PcDevices::OpenLine(std::uint8_t line) {
  const InterruptsOff guard(interrupts_);
  return platform_.interrupts().OpenLine(line);
}

void PcDevices::CloseLine(std::uint8_t line) {
  const InterruptsOff guard(interrupts_);
  platform_.interrupts().handling().lines().Close(line);
}

void PcDevices::AcknowledgeLine(std::uint8_t line) {
  const InterruptsOff guard(interrupts_);
  platform_.interrupts().handling().lines().Acknowledge(line);
}

void PcDevices::LetInterruptsIn() {
  // The processor takes them behind the instruction after the one that turns them on, which is one
  // of TurnOff's (Intel SDM volume 2, STI).
  interrupts_.TurnOn();
  static_cast<void>(interrupts_.TurnOff());
}

bool PcDevices::HasInterrupts() {
  const InterruptsOff guard(interrupts_);
  return platform_.interrupts().HasLine();
}

std::optional<LineInterrupts> PcDevices::TakeInterrupts() {
  const InterruptsOff guard(interrupts_);
  return platform_.interrupts().TakeLine();
}

}  // namespace starkernel::hal
