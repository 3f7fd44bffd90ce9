#pragma once

#include <cstddef>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/fadt.h"
#include "src/hal/acpi/hpet.h"
#include "src/hal/acpi/madt.h"
#include "src/hal/acpi/mcfg.h"
#include "src/hal/acpi/physical_bytes.h"
#include "src/hal/acpi/soft_off.h"

namespace starkernel::acpi {

/// What ACPI says about a machine, copied out of the tables. What a machine has not, or says in a
/// table that cannot be used, is missing. Some 8 KiB: not for a small stack.
struct Description {
  std::size_t tables = 0;  ///< That the root table refers to; 0 if there is no ACPI.
  std::optional<Madt> madt{};
  std::optional<Fadt> fadt{};
  std::optional<HpetEntry> hpet{};
  std::optional<SoftOff> soft_off{};
  std::optional<Mcfg> mcfg{};
};

/// Reads all tables that the root pointer at `rsdp` leads to. Whatever cannot be used is said on
/// `complaints`, one line each. An error says that there is no root to start from.
[[nodiscard]] Result<void> ReadDescription(PhysicalBytes& memory, PhysAddr rsdp,
                                           TextWriter& complaints, Description& description);

}  // namespace starkernel::acpi
