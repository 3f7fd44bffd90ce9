#include "src/hal/acpi/random_tables.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/little_endian.h"
#include "src/base/quantities.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/description.h"
#include "src/hal/acpi/fake_tables.h"
#include "src/hal/acpi/register_address.h"

namespace starkernel::acpi {
namespace {

std::uint64_t Below(std::uint64_t bound, std::mt19937_64& random) { return random() % bound; }

std::byte AnyByte(std::mt19937_64& random) {
  // Bounds are met more often than by chance.
  constexpr std::array<unsigned, 8> kNotable = {0, 1, 2, 7, 8, 0x7F, 0x80, 0xFF};
  const std::uint64_t choice = random();
  return static_cast<std::byte>(choice % 2 == 0 ? kNotable.at(choice / 2 % kNotable.size())
                                                : choice >> 8U & 0xFFU);
}

bool IsRoot(const std::vector<std::byte>& table) {
  return table.size() > 3 && table[3] == std::byte{' '};
}

bool PortIsOne(const std::optional<RegisterAddress>& place) {
  return !place.has_value() || place->space == RegisterSpace::kMemory || place->address <= 0xFFFF;
}

std::string InMadt(const Description& read) {
  if (!read.madt.has_value()) {
    return "";
  }
  if (!IsAligned(read.madt->local_apic, kPageSize)) {
    return "a local APIC between pages";
  }
  for (const SourceOverride& change : read.madt->overrides) {
    if (change.source > 15) {
      return "an ISA interrupt above 15";
    }
  }
  for (const LocalNmi& nmi : read.madt->local_nmis) {
    if (nmi.input > 1) {
      return "a local input above 1";
    }
  }
  return "";
}

std::string InFadt(const Description& read) {
  if (read.fadt.has_value() &&
      (!PortIsOne(read.fadt->pm_timer) || !PortIsOne(read.fadt->pm1a_control) ||
       !PortIsOne(read.fadt->pm1b_control))) {
    return "a port above 0xffff";
  }
  if (read.soft_off.has_value() && (read.soft_off->pm1a > 7 || read.soft_off->pm1b > 7)) {
    return "a sleep type above 7";
  }
  return "";
}

std::string InMcfg(const Description& read) {
  if (!read.mcfg.has_value()) {
    return "";
  }
  for (const ConfigurationSpace& space : read.mcfg->spaces) {
    if (space.last_bus < space.first_bus || !IsAligned(space.base, MiB(1))) {
      return "a configuration space without buses or between MiB";
    }
  }
  return "";
}

}  // namespace

void RepairChecksums(std::vector<std::byte>& table) {
  if (!IsRoot(table)) {
    if (table.size() > 9) {
      TableMaker::SetChecksum(table, 9);
    }
    return;
  }
  if (table.size() >= 20) {
    TableMaker::SetChecksum(std::span(table).first(20), 8);
  }
  if (table.size() >= 36) {
    TableMaker::SetChecksum(table, 32);
  }
}

void SetLength(std::vector<std::byte>& table, std::uint64_t length) {
  const std::size_t place = IsRoot(table) ? 20 : 4;
  if (table.size() >= place + 4) {
    WriteLittleEndian(std::span(table), place, static_cast<std::uint32_t>(length)).value();
  }
}

void MutateTable(std::vector<std::byte>& table, std::mt19937_64& random) {
  for (std::uint64_t count = 1 + Below(4, random); count > 0; --count) {
    switch (Below(5, random)) {
      case 0:
      case 1:
        if (!table.empty()) {
          table.at(Below(table.size(), random)) = AnyByte(random);
        }
        break;
      case 2: table.resize(Below(table.size() + 1, random)); break;
      case 3: SetLength(table, table.size() + Below(9, random) - 4); break;
      default:
        for (std::uint64_t more = Below(64, random); more > 0; --more) {
          table.push_back(AnyByte(random));
        }
        SetLength(table, table.size());
    }
  }
  if (Below(8, random) != 0) {
    RepairChecksums(table);
  }
}

void RandomizeTable(std::vector<std::byte>& table, std::mt19937_64& random) {
  const std::size_t kept = IsRoot(table) ? 8 : 4;
  table.resize(kept + Below(400, random));
  for (std::byte& byte : std::span(table).subspan(kept)) {
    byte = AnyByte(random);
  }
  SetLength(table, table.size() - (Below(8, random) == 0 ? 1 : 0));
  RepairChecksums(table);
}

std::string ViolationIn(FakeMemory& memory) {
  TextCollector complaints;
  TextWriter writer(complaints);
  Description read;
  const Result<void> result = ReadDescription(memory, kRootPlace, writer, read);
  if (!result.ok()) {
    return complaints.text().empty() && memory.tables.at(kRootPlace.value()).size() >= 36
               ? "an error without a word"
               : "";
  }
  return InMadt(read) + InFadt(read) + InMcfg(read);
}

}  // namespace starkernel::acpi
