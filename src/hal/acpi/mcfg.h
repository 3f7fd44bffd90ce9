#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/fixed_vector.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {

/// Where the configuration space of a range of PCI buses lies in memory (PCI Firmware specification
/// 3.3, 4.1.2): 1 MiB a bus, from that of bus 0 on, which need not be there.
struct ConfigurationSpace {
  PhysAddr base;
  std::uint16_t segment = 0;
  std::uint8_t first_bus = 0;
  std::uint8_t last_bus = 0;
};

struct Mcfg {
  static constexpr std::size_t kMaximumSpaces = 16;

  FixedVector<ConfigurationSpace, kMaximumSpaces> spaces{};
};

/// Reads the table. An entry that makes no sense, or for which there is no room, is left out with a
/// line on `complaints`. Error::kCorrupt if the table is too short.
[[nodiscard]] Result<Mcfg> ReadMcfg(const Table& table, TextWriter& complaints);

}  // namespace starkernel::acpi
