#include "src/hal/x86_64/apic/pc_interrupts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/description.h"
#include "src/hal/acpi/madt.h"
#include "src/hal/device_bus.h"
#include "src/hal/interrupt_queue.h"
#include "src/hal/x86_64/apic/device_lines.h"
#include "src/hal/x86_64/apic/io_apic.h"
#include "src/hal/x86_64/apic/local_apic.h"
#include "src/hal/x86_64/apic/vectors.h"
#include "src/hal/x86_64/devices/device_pages.h"
#include "src/hal/x86_64/devices/mapped_registers.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {
namespace {

// How the inputs of the processor that firmware has started are wired. A PC that says nothing of it
// has its NMI at input 1.
std::array<LocalInput, 2> InputsOf(const std::optional<acpi::Madt>& madt) {
  if (!madt.has_value()) {
    return {LocalInput{}, LocalInput{.nmi = true}};
  }
  std::array<LocalInput, 2> inputs{};
  for (const acpi::LocalNmi& nmi : madt->local_nmis) {
    // Processors of a PC are wired alike; which of them this is does not matter.
    inputs.at(nmi.input) = {.nmi = true,
                            .active_low = nmi.flags.polarity == acpi::Polarity::kActiveLow,
                            .level = nmi.flags.trigger == acpi::Trigger::kLevel};
  }
  return inputs;
}

}  // namespace

void PcInterrupts::Initialize(const acpi::Description& firmware, DevicePages& pages,
                              TextWriter& complaints) {
  RegisterBlock* const registers = processor_apic_.TurnOn();
  if (registers == nullptr) {
    return;
  }
  if (const auto page = processor_apic_.RegisterPage()) {
    if (const Result<void> added = pages.Add(*page); !added.ok()) {
      Format(complaints, "local APIC at {}: {}; not used\n", *page, ErrorName(added.error()));
      return;
    }
  }
  apic_.Enable(*registers, processor_apic_.x2(), InputsOf(firmware.madt));
  present_ = true;
  id_ = apic_.Id();
  if (!firmware.madt.has_value()) {
    return;
  }
  for (std::size_t source = 0; source < isa_routes_.size(); ++source) {
    isa_routes_.at(source) = acpi::RouteOfIsa(*firmware.madt, static_cast<std::uint8_t>(source));
  }
  for (const acpi::IoApicEntry& entry : firmware.madt->io_apics) {
    EnableIoApic(entry, pages, complaints);
  }
}

void PcInterrupts::EnableIoApic(const acpi::IoApicEntry& entry, DevicePages& pages,
                                TextWriter& complaints) {
  Result<void> usable = pages.Add(entry.registers);
  if (usable.ok()) {
    usable = io_apics_.Push({.registers = MappedRegisters(entry.registers),
                             .apic = {},
                             .first_interrupt = entry.first_interrupt});
  }
  if (usable.ok()) {
    const Result<IoApic> apic = IoApic::Create(io_apics_.back().registers);
    if (apic.ok()) {
      io_apics_.back().apic = apic.value();
      return;
    }
    static_cast<void>(io_apics_.Pop());
    usable = apic.error();
  }
  Format(complaints, "I/O APIC at {}: {}; not used\n", entry.registers, ErrorName(usable.error()));
}

Result<DeviceLines::Input> PcInterrupts::InputOf(std::uint8_t line) {
  constexpr std::uint32_t kLastDestination = 0xFE;
  constexpr std::uint8_t kCascade = 2;  // between the 8259A controllers: no device has it
  if (id_ > kLastDestination || line == kCascade) {
    return Error::kNotFound;
  }
  acpi::IsaRoute route{.interrupt = line, .active_low = true, .level = true};
  if (line < isa_routes_.size()) {
    route = isa_routes_.at(line);
  } else if (std::ranges::contains(isa_routes_, line, &acpi::IsaRoute::interrupt)) {
    return Error::kNotFound;  // It has another number.
  }
  for (InterruptInputs& inputs : io_apics_) {
    if (route.interrupt >= inputs.first_interrupt &&
        route.interrupt - inputs.first_interrupt < inputs.apic.inputs()) {
      return DeviceLines::Input{
          .apic = &inputs.apic,
          .number = route.interrupt - inputs.first_interrupt,
          .redirection = {.vector = static_cast<std::uint8_t>(kIsaVectors + line),
                          .destination = static_cast<std::uint8_t>(id_),
                          .active_low = route.active_low,
                          .level = route.level,
                          .masked = false}};
    }
  }
  return Error::kNotFound;
}

Result<void> PcInterrupts::EnableIsa(std::uint8_t source) {
  const DeviceLines::Input input = TRY(InputOf(source));
  TRY(input.apic->Redirect(input.number, input.redirection));
  kernel_lines_ |= std::uint64_t{1} << source;
  return {};
}

Result<void> PcInterrupts::OpenLine(std::uint8_t line) {
  if ((kernel_lines_ >> line & 1U) != 0) {
    return Error::kAlreadyExists;
  }
  const DeviceLines::Input input = TRY(InputOf(line));
  // What came before is nobody's.
  static_cast<void>(TakeCount(static_cast<std::uint8_t>(kIsaVectors + line)));
  raised_ &= ~(std::uint64_t{1} << line);
  return handling_.lines().Open(line, input);
}

bool PcInterrupts::HasLine() {
  Drain();
  if (queue_.lost() != std::exchange(seen_lost_, queue_.lost())) {
    // Nobody knows whose they were.
    raised_ = ~std::uint64_t{0};
  }
  raised_ &= handling_.lines().open();
  return raised_ != 0;
}

std::optional<LineInterrupts> PcInterrupts::TakeLine() {
  if (!HasLine()) {
    return std::nullopt;
  }
  const auto line = static_cast<std::uint8_t>(std::countr_zero(raised_));
  raised_ &= raised_ - 1;
  return LineInterrupts{.line = line,
                        .count = TakeCount(static_cast<std::uint8_t>(kIsaVectors + line))};
}

void PcInterrupts::Drain() {
  while (const std::optional<InterruptRecord> record = queue_.Take()) {
    ++counts_.at(record->vector);
    ++drained_;
    if (record->vector >= kIsaVectors && record->vector - kIsaVectors < DeviceBus::kLines) {
      raised_ |= std::uint64_t{1} << (record->vector - kIsaVectors);
    }
  }
}

std::uint64_t PcInterrupts::TakeCount(std::uint8_t vector) {
  Drain();
  return std::exchange(counts_.at(vector), 0);
}

void PcInterrupts::WriteTrouble(TextWriter& log) {
  Drain();
  trouble_.WriteNew(log);
}

void PcInterrupts::Describe(TextWriter& writer) const {
  if (!present_) {
    writer.Text("no local APIC, the kernel polls");
    return;
  }
  writer.Text(processor_apic_.x2() ? "x2APIC" : "xAPIC");
  Format(writer, " of processor {}", id_);
  for (const InterruptInputs& inputs : io_apics_) {
    Format(writer, ", I/O APIC with inputs {} to {}", inputs.first_interrupt,
           inputs.first_interrupt + inputs.apic.inputs() - 1);
  }
  if (io_apics_.empty()) {
    writer.Text(", no I/O APIC");
  }
}

}  // namespace starkernel::hal
