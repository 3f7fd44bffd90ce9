#include "src/hal/x86_64/time/pc_time.h"

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/acpi/description.h"
#include "src/hal/acpi/fadt.h"
#include "src/hal/acpi/hpet.h"
#include "src/hal/acpi/register_address.h"
#include "src/hal/date.h"
#include "src/hal/interrupts_off.h"
#include "src/hal/time/calibration.h"
#include "src/hal/time/counter.h"
#include "src/hal/time/tick_length.h"
#include "src/hal/x86_64/apic/local_apic.h"
#include "src/hal/x86_64/apic/pc_interrupts.h"
#include "src/hal/x86_64/apic/vectors.h"
#include "src/hal/x86_64/devices/device_pages.h"
#include "src/hal/x86_64/devices/mapped_registers.h"
#include "src/hal/x86_64/processor_interrupts.h"
#include "src/hal/x86_64/time/apic_timer.h"
#include "src/hal/x86_64/time/cycle_rate.h"
#include "src/hal/x86_64/time/hpet.h"
#include "src/hal/x86_64/time/port_counters.h"
#include "src/hal/x86_64/time/processor_clock.h"
#include "src/hal/x86_64/time/real_time_clock.h"
#include "src/hal/x86_64/time/time_keeper.h"

namespace starkernel::hal {
namespace {

// The APIC's timer, masked, counting down from its highest number.
class ApicTicks final : public Counter {
 public:
  explicit ApicTicks(LocalApic& apic) : apic_(apic) {}

  [[nodiscard]] std::uint64_t Read() override {
    RequireInterruptsOff(interrupts_);
    return LocalApic::kMostTimerTicks - apic_.TimerTicksLeft();
  }

 private:
  ProcessorInterrupts interrupts_;
  LocalApic& apic_;
};

}  // namespace

std::uint64_t PcTime::CountedInterrupts::Take() { return interrupts_.TakeCount(kTimerVector); }

void PcTime::AddHpet(const acpi::HpetEntry& entry, DevicePages& pages, TextWriter& complaints) {
  const Result<void> added = pages.Add(entry.registers);
  if (!added.ok()) {
    Format(complaints, "HPET at {}: {}; not used\n", entry.registers, ErrorName(added.error()));
    return;
  }
  hpet_registers_ = MappedRegisters(entry.registers);
  const Result<Hpet> hpet = Hpet::Start(hpet_registers_);
  if (!hpet.ok()) {
    Format(complaints, "HPET at {}: {}; not used\n", entry.registers, ErrorName(hpet.error()));
    return;
  }
  hpet_.emplace(hpet.value());
  keeper_.Try(
      {.name = "HPET", .counter = {.counter = *hpet_, .bits = Hpet::kBits, .tick = hpet_->tick()}},
      complaints);
}

void PcTime::AddPmTimer(const acpi::Fadt& fadt) {
  if (fadt.pm_timer.has_value() && fadt.pm_timer->space == acpi::RegisterSpace::kPort) {
    pm_timer_.emplace(ports_, static_cast<std::uint16_t>(fadt.pm_timer->address),
                      fadt.pm_timer_has_32_bits ? 32U : 24U);
  }
}

void PcTime::MeasureApicTimer(TextWriter& complaints) {
  LocalApic& apic = interrupts_.apic();
  if (!apic.present()) {
    return;
  }
  apic.StartTimer(LocalApic::kMostTimerTicks);
  ApicTicks ticks(apic);
  const Result<Calibration> result =
      keeper_.Measure(ticks, {.windows = 3, .window = Nanoseconds(2'000'000)});
  apic.StartTimer(0);
  if (!result.ok()) {
    Format(complaints, "APIC timer: {} while it was measured\n", ErrorName(result.error()));
    return;
  }
  timer_.UseTicks(TickLength::OfFrequency(result.value().hertz));
}

void PcTime::Initialize(const acpi::Description& firmware, DevicePages& pages,
                        TextWriter& complaints) {
  if (firmware.hpet.has_value()) {
    AddHpet(*firmware.hpet, pages, complaints);
  }
  if (firmware.fadt.has_value()) {
    AddPmTimer(*firmware.fadt);
  }
  if (pm_timer_.has_value()) {
    keeper_.Try(
        {.name = "ACPI PM timer",
         .counter = {.counter = *pm_timer_, .bits = pm_timer_->bits(), .tick = PmTimer::kTick}},
        complaints);
  }
  if (!keeper_.cycles().has_value()) {
    interval_timer_.emplace(ports_);
    keeper_.Try({.name = "PIT",
                 .counter = {.counter = *interval_timer_,
                             .bits = IntervalTimer::kBits,
                             .tick = IntervalTimer::kTick},
                 .keeps_time = false},
                complaints);
  }
  const CycleCounterTraits traits = ReadCycleCounterTraits();
  keeper_.Choose(traits);
  MeasureApicTimer(complaints);
  const std::optional<Calibration>& measured = keeper_.cycles();
  if (traits.deadline && measured.has_value() && interrupts_.apic().present()) {
    timer_.UseDeadlines(deadline_, cycles_, TickLength::OfFrequency(measured->hertz));
  }
  if (!firmware.fadt.has_value() || firmware.fadt->cmos_clock) {
    date_.emplace(ports_, firmware.fadt.has_value() ? firmware.fadt->century : std::uint8_t{0});
  }
}

Result<Date> PcTime::ReadDate() {
  return date_.has_value() ? date_->Read() : Result<Date>(Error::kNotFound);
}

void PcTime::Describe(TextWriter& writer) {
  keeper_.Describe(writer);
  if (timer_.has_deadlines()) {
    writer.Text(", APIC timer TSC-deadline");
  } else if (const auto tick = timer_.tick()) {
    writer.Text(", APIC timer ");
    WriteFrequency(writer, tick->denominator * TickLength::kPerSecond / tick->numerator);
  } else {
    writer.Text(", no APIC timer");
  }
  if (const Result<Date> date = ReadDate(); date.ok()) {
    Format(writer, ", {}", date.value());
  } else {
    writer.Text(", no date");
  }
}

}  // namespace starkernel::hal
