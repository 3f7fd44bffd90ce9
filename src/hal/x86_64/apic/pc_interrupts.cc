#include "src/hal/x86_64/apic/pc_interrupts.h"

#include <algorithm>
#include <array>
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
#include "src/hal/interrupt_queue.h"
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

Result<void> PcInterrupts::EnableIsa(std::uint8_t source) {
  constexpr std::uint32_t kLastDestination = 0xFE;
  const acpi::IsaRoute& route = isa_routes_.at(source);
  if (id_ > kLastDestination) {
    return Error::kNotFound;
  }
  for (InterruptInputs& inputs : io_apics_) {
    if (route.interrupt >= inputs.first_interrupt &&
        route.interrupt - inputs.first_interrupt < inputs.apic.inputs()) {
      return inputs.apic.Redirect(route.interrupt - inputs.first_interrupt,
                                  {.vector = static_cast<std::uint8_t>(kIsaVectors + source),
                                   .destination = static_cast<std::uint8_t>(id_),
                                   .active_low = route.active_low,
                                   .level = route.level,
                                   .masked = false});
    }
  }
  return Error::kNotFound;
}

void PcInterrupts::Drain() {
  while (const std::optional<InterruptRecord> record = queue_.Take()) {
    ++counts_.at(record->vector);
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
