#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/fixed_vector.h"
#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/acpi/description.h"
#include "src/hal/acpi/madt.h"
#include "src/hal/device_bus.h"
#include "src/hal/interrupt_queue.h"
#include "src/hal/x86_64/apic/device_lines.h"
#include "src/hal/x86_64/apic/interrupt_handling.h"
#include "src/hal/x86_64/apic/interrupt_trouble.h"
#include "src/hal/x86_64/apic/io_apic.h"
#include "src/hal/x86_64/apic/local_apic.h"
#include "src/hal/x86_64/apic/processor_apic.h"
#include "src/hal/x86_64/devices/device_pages.h"
#include "src/hal/x86_64/devices/mapped_registers.h"

namespace starkernel::hal {

/// An I/O APIC with its registers; its inputs are interrupts from `first_interrupt` on.
struct InterruptInputs {
  MappedRegisters registers;
  IoApic apic;
  std::uint32_t first_interrupt = 0;
};

/// The interrupt controllers of a PC, as its ACPI tables describe them. Large (8 KiB).
class PcInterrupts {
 public:
  PcInterrupts() : handling_(apic_, queue_), trouble_(apic_, handling_, queue_) {}
  PcInterrupts(const PcInterrupts&) = delete;
  PcInterrupts& operator=(const PcInterrupts&) = delete;
  ~PcInterrupts() = default;

  /// Enables the local APIC of this processor and masks all inputs of the I/O APICs. `pages` gets
  /// the registers' pages; a controller that cannot be used is named on `complaints` and left out.
  void Initialize(const acpi::Description& firmware, DevicePages& pages, TextWriter& complaints)
      SK_REQUIRES(kInterruptsOff);

  /// Lets ISA interrupt `source`, 0 to 15, raise the vector kIsaVectors + source here.
  /// Error::kNotFound if no I/O APIC has its input.
  Result<void> EnableIsa(std::uint8_t source) SK_REQUIRES(kInterruptsOff);

  // The lines of devices that VM instances drive: ISA interrupts, and from 16 on inputs of the I/O
  // APICs, signalled as those of PCI are.

  /// As DeviceBus has it.
  Result<void> OpenLine(std::uint8_t line) SK_REQUIRES(kInterruptsOff);
  [[nodiscard]] bool HasLine() SK_REQUIRES(kInterruptsOff) SK_EXCLUDES(kInterruptContext);
  [[nodiscard]] std::optional<LineInterrupts> TakeLine() SK_REQUIRES(kInterruptsOff)
      SK_EXCLUDES(kInterruptContext);

  /// Counts the records that interrupts have left.
  void Drain() SK_EXCLUDES(kInterruptContext);

  /// Interrupts that were counted so far.
  [[nodiscard]] std::uint64_t drained() const { return drained_; }

  /// How many interrupts of `vector` were counted since this was last asked.
  [[nodiscard]] std::uint64_t TakeCount(std::uint8_t vector) SK_EXCLUDES(kInterruptContext);

  /// Writes a line for what has gone wrong with interrupts since this was last called, if that is
  /// worth one; see InterruptTrouble.
  void WriteTrouble(TextWriter& log) SK_REQUIRES(kInterruptsOff) SK_EXCLUDES(kInterruptContext);

  [[nodiscard]] const InterruptTrouble& trouble() const [[clang::lifetimebound]] {
    return trouble_;
  }
  [[nodiscard]] LocalApic& apic() [[clang::lifetimebound]] { return apic_; }
  [[nodiscard]] InterruptQueue& queue() [[clang::lifetimebound]] { return queue_; }
  [[nodiscard]] InterruptHandling& handling() [[clang::lifetimebound]] { return handling_; }

  /// Writes what there is, without a line end.
  void Describe(TextWriter& writer) const SK_REQUIRES(kInterruptsOff);

 private:
  [[nodiscard]] Result<DeviceLines::Input> InputOf(std::uint8_t line);
  void EnableIoApic(const acpi::IoApicEntry& entry, DevicePages& pages, TextWriter& complaints);

  ProcessorApic processor_apic_;
  LocalApic apic_;
  InterruptQueue queue_;
  InterruptHandling handling_;
  InterruptTrouble trouble_;
  FixedVector<InterruptInputs, acpi::Madt::kMaximumIoApics> io_apics_;
  std::array<acpi::IsaRoute, 16> isa_routes_{};
  std::array<std::uint64_t, 256> counts_{};
  std::uint64_t drained_ = 0;
  std::uint64_t raised_ = 0;     ///< A bit for each line that has interrupted since it was taken.
  std::uint64_t seen_lost_ = 0;  ///< Of the queue's lost records.
  std::uint64_t kernel_lines_ = 0;  ///< A bit for each line that is the kernel's own.
  std::uint32_t id_ = 0;
  bool present_ = false;
};

}  // namespace starkernel::hal
