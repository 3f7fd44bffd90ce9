#pragma once

#include <cstdint>
#include <optional>

#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/acpi/description.h"
#include "src/hal/clock.h"
#include "src/hal/date.h"
#include "src/hal/timer.h"
#include "src/hal/x86_64/apic/pc_interrupts.h"
#include "src/hal/x86_64/devices/device_pages.h"
#include "src/hal/x86_64/devices/mapped_registers.h"
#include "src/hal/x86_64/time/apic_timer.h"
#include "src/hal/x86_64/time/hpet.h"
#include "src/hal/x86_64/time/port_counters.h"
#include "src/hal/x86_64/time/processor_clock.h"
#include "src/hal/x86_64/time/real_time_clock.h"
#include "src/hal/x86_64/time/time_keeper.h"
#include "src/hal/x86_64/wide_port_space.h"

namespace starkernel::hal {

/// The clocks and timers of a PC, as its ACPI tables describe them.
class PcTime {
 public:
  PcTime(WidePortSpace& ports [[clang::lifetimebound]],
         PcInterrupts& interrupts [[clang::lifetimebound]])
      : ports_(ports),
        interrupts_(interrupts),
        count_(interrupts),
        timer_(interrupts.apic(), count_) {}
  PcTime(const PcTime&) = delete;
  PcTime& operator=(const PcTime&) = delete;
  ~PcTime() = default;

  /// Finds the machine's counters and measures the cycle counter and the APIC's timer, within 25 ms
  /// on a machine that works. `pages` gets the registers' pages; what does not work is named on
  /// `complaints`. The interrupt controllers have been initialized.
  void Initialize(const acpi::Description& firmware, DevicePages& pages, TextWriter& complaints)
      SK_REQUIRES(kInterruptsOff);

  [[nodiscard]] Clock& clock() [[clang::lifetimebound]] { return keeper_.clock(); }
  [[nodiscard]] ApicTimer& timer() [[clang::lifetimebound]] { return timer_; }
  [[nodiscard]] const TimeKeeper& keeper() const [[clang::lifetimebound]] { return keeper_; }

  /// The date; Error::kNotFound if the machine has no such clock, or that of RealTimeClock::Read.
  [[nodiscard]] Result<Date> ReadDate();

  /// Writes what the time is told by, without a line end.
  void Describe(TextWriter& writer);

 private:
  // Expirations are interrupts of the timer's vector.
  class CountedInterrupts final : public ExpirationCount {
   public:
    explicit CountedInterrupts(PcInterrupts& interrupts [[clang::lifetimebound]])
        : interrupts_(interrupts) {}
    [[nodiscard]] std::uint64_t Take() override SK_EXCLUDES(kInterruptContext);

   private:
    PcInterrupts& interrupts_;
  };

  void AddHpet(const acpi::HpetEntry& entry, DevicePages& pages, TextWriter& complaints);
  void AddPmTimer(const acpi::Fadt& fadt);
  void MeasureApicTimer(TextWriter& complaints) SK_REQUIRES(kInterruptsOff);

  WidePortSpace& ports_;
  PcInterrupts& interrupts_;
  CountedInterrupts count_;
  ApicTimer timer_;
  CycleCounter cycles_;
  ProcessorDeadline deadline_;
  MappedRegisters hpet_registers_;
  std::optional<Hpet> hpet_;
  std::optional<PmTimer> pm_timer_;
  std::optional<IntervalTimer> interval_timer_;
  TimeKeeper keeper_{cycles_};
  std::optional<RealTimeClock> date_;
};

}  // namespace starkernel::hal
