#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/acpi/description.h"
#include "src/hal/memory_region.h"
#include "src/hal/x86_64/apic/pc_interrupts.h"
#include "src/hal/x86_64/devices/acpi_power.h"
#include "src/hal/x86_64/devices/device_pages.h"
#include "src/hal/x86_64/time/pc_time.h"
#include "src/hal/x86_64/wide_port_space.h"

namespace starkernel::hal {

/// What a PC has beside processor and memory that the kernel itself uses: interrupt controllers,
/// clocks and timers, as the firmware's ACPI tables describe them. Large (20 KiB).
class PcPlatform {
 public:
  /// `memory` is the machine's memory map; both outlive this.
  PcPlatform(WidePortSpace& ports [[clang::lifetimebound]], std::span<const MemoryRegion> memory)
      : ports_(ports), memory_(memory), pages_(memory), time_(ports, interrupts_) {}

  /// Reads the tables and brings everything up, under the boot tables. What is wrong with firmware
  /// or hardware is said on `complaints`, and done without.
  void Initialize(std::optional<PhysAddr> rsdp, TextWriter& complaints) SK_REQUIRES(kInterruptsOff)
      SK_EXCLUDES(kInterruptContext);

  [[nodiscard]] PcInterrupts& interrupts() [[clang::lifetimebound]] { return interrupts_; }
  [[nodiscard]] PcTime& time() [[clang::lifetimebound]] { return time_; }

  /// The way to switch the machine off and to reset it.
  [[nodiscard]] AcpiPower power() const;

  /// Whether any of the ports `first` to `last` switches the machine off or resets it.
  [[nodiscard]] bool KeepsPorts(std::uint16_t first, std::uint16_t last) const;

  /// Pages of registers that the kernel's tables have to map.
  [[nodiscard]] std::span<const PhysAddr> device_pages() const [[clang::lifetimebound]] {
    return pages_.all();
  }

  /// Whether received characters interrupt.
  [[nodiscard]] bool serial_interrupts() const { return serial_interrupts_; }

  /// Whether keys do.
  [[nodiscard]] bool keyboard_interrupts() const { return keyboard_interrupts_; }

  /// Takes the records of interrupts; whether a received character was among them.
  [[nodiscard]] bool TakeSerialInterrupts() SK_EXCLUDES(kInterruptContext);

  /// Lines for the boot log, without their ends.
  void DescribeFirmware(TextWriter& writer) const;
  void DescribeProcessors(TextWriter& writer) const;
  void DescribeInterrupts(TextWriter& writer) const SK_REQUIRES(kInterruptsOff);

 private:
  void EnableSerialInterrupts() SK_REQUIRES(kInterruptsOff);

  WidePortSpace& ports_;
  std::span<const MemoryRegion> memory_;
  DevicePages pages_;
  acpi::Description firmware_;
  PcInterrupts interrupts_;
  PcTime time_;
  bool serial_interrupts_ = false;
  bool keyboard_interrupts_ = false;
};

}  // namespace starkernel::hal
