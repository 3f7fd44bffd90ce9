#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/fixed_vector.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {

/// A processor that can run, now or once it is plugged in (ACPI specification 6.5, 5.2.12.2 and
/// 5.2.12.12).
struct LocalProcessor {
  std::uint32_t apic_id = 0;
  std::uint32_t uid = 0;
  bool enabled = false;  ///< Can be started; otherwise only its socket is there.
};

/// An I/O APIC (5.2.12.3). Its inputs are interrupts `first_interrupt` and up.
struct IoApicEntry {
  std::uint8_t id = 0;
  PhysAddr registers;
  std::uint32_t first_interrupt = 0;
};

/// How an interrupt line speaks (table 5.26); kConforming is as its bus does.
enum class Polarity : std::uint8_t { kConforming, kActiveHigh, kActiveLow };
enum class Trigger : std::uint8_t { kConforming, kEdge, kLevel };
struct LineFlags {
  Polarity polarity = Polarity::kConforming;
  Trigger trigger = Trigger::kConforming;

  friend bool operator==(const LineFlags&, const LineFlags&) = default;
};

/// An ISA interrupt that does not arrive at the input of its own number (5.2.12.5).
struct SourceOverride {
  std::uint8_t source = 0;
  std::uint32_t interrupt = 0;
  LineFlags flags;
};

/// An input of an I/O APIC that is a non-maskable interrupt (5.2.12.6).
struct NmiSource {
  std::uint32_t interrupt = 0;
  LineFlags flags;
};

/// An input of local APICs that is a non-maskable interrupt (5.2.12.7, 5.2.12.13).
struct LocalNmi {
  static constexpr std::uint32_t kAllProcessors = 0xFFFF'FFFF;

  std::uint32_t uid = 0;   ///< Of the processor, or kAllProcessors.
  std::uint8_t input = 0;  ///< Local interrupt input 0 or 1.
  LineFlags flags;
};

/// What the multiple APIC description table says (ACPI specification 6.5, 5.2.12).
struct Madt {
  static constexpr std::size_t kMaximumProcessors = 256;
  static constexpr std::size_t kMaximumIoApics = 16;
  static constexpr std::size_t kMaximumOverrides = 64;
  static constexpr std::size_t kMaximumNmis = 64;

  PhysAddr local_apic;       ///< Registers of each processor's local APIC; page-aligned.
  bool legacy_pics = false;  ///< There are 8259A controllers too.
  FixedVector<LocalProcessor, kMaximumProcessors> processors{};
  FixedVector<IoApicEntry, kMaximumIoApics> io_apics{};
  FixedVector<SourceOverride, kMaximumOverrides> overrides{};
  FixedVector<NmiSource, kMaximumNmis> nmi_sources{};
  FixedVector<LocalNmi, kMaximumNmis> local_nmis{};
};

/// Reads the table. Entries of unknown types are passed over; one that cannot be understood, or
/// for which there is no room, is left out with a line on `complaints`, and one whose length does
/// not lead to the next ends the list. Error::kCorrupt if the fixed part is not there.
[[nodiscard]] Result<void> ReadMadt(const Table& table, TextWriter& complaints, Madt& madt);

/// Where an ISA interrupt, 0 to 15, arrives, with the flags that hold there: edge-triggered and
/// active high unless an override says otherwise.
struct IsaRoute {
  std::uint32_t interrupt = 0;
  bool active_low = false;
  bool level = false;
};
[[nodiscard]] IsaRoute RouteOfIsa(const Madt& madt, std::uint8_t source);

}  // namespace starkernel::acpi
