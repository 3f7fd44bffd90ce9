#pragma once

#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {

/// A high precision event timer block (IA-PC HPET specification 1.0a, 3.2.4).
struct HpetEntry {
  PhysAddr registers;  ///< Multiple of 1 KiB.
  std::uint8_t number = 0;
};

/// Reads the table. Error::kCorrupt, with a line on `complaints`, if it is too short or its
/// registers do not lie in memory.
[[nodiscard]] Result<HpetEntry> ReadHpet(const Table& table, TextWriter& complaints);

}  // namespace starkernel::acpi
