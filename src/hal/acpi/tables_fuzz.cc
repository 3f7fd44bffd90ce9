// Each table, as the subject of a fuzz test of its own, among others that are right. The first byte
// of an input says whether length and checksum of the table are made right, so that what lies
// behind them is reached; the others are the table.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/hal/acpi/fake_tables.h"
#include "src/hal/acpi/random_tables.h"
#include "tests/fuzz/fuzz_target.h"

namespace starkernel::fuzz {
namespace {

constexpr std::byte kKeepChecksum{1};
constexpr std::byte kKeepLength{2};

constexpr std::uint64_t kListPlace = 0x2000;

std::uint64_t PlaceOf(std::string_view subject) {
  return subject == "rsdp"   ? acpi::kRootPlace.value()
         : subject == "madt" ? acpi::kMadtPlace
         : subject == "hpet" ? acpi::kHpetPlace
         : subject == "fadt" ? acpi::kFadtPlace
         : subject == "dsdt" ? acpi::kDsdtPlace
         : subject == "mcfg" ? acpi::kMcfgPlace
                             : kListPlace;
}

/// Tables that are right, with the RSDT in place of the XSDT if that is the subject.
acpi::FakeMemory RightTables(std::string_view subject) {
  acpi::FakeMemory memory;
  acpi::FillWithTables(memory);
  if (subject == "rsdt") {
    memory.tables[acpi::kRootPlace.value()] = acpi::MakeRoot(kListPlace, 0, 0);
    memory.tables[kListPlace] = acpi::MakeList<std::uint32_t>(
        {acpi::kMadtPlace, acpi::kHpetPlace, acpi::kFadtPlace, acpi::kMcfgPlace});
  }
  return memory;
}

}  // namespace

std::vector<Input> Seeds(std::string_view subject) {
  const std::vector<std::byte> table = RightTables(subject).tables.at(PlaceOf(subject));
  std::vector<Input> seeds;
  for (const std::byte options : {std::byte{0}, kKeepChecksum | kKeepLength}) {
    Input& seed = seeds.emplace_back(Input{options});
    seed.insert(seed.end(), table.begin(), table.end());
  }
  return seeds;
}

void Try(std::span<const std::byte> input, std::string_view subject) {
  if (input.empty()) {
    return;
  }
  // All else in it stays as it is.
  static acpi::FakeMemory memory = RightTables(subject);
  std::vector<std::byte>& table = memory.tables.at(PlaceOf(subject));
  table.assign(input.begin() + 1, input.end());
  if ((input.front() & kKeepLength) == std::byte{0}) {
    acpi::SetLength(table, table.size());
  }
  if ((input.front() & kKeepChecksum) == std::byte{0}) {
    acpi::RepairChecksums(table);
  }
  if (const std::string violation = acpi::ViolationIn(memory); !violation.empty()) {
    Find(violation);
  }
}

}  // namespace starkernel::fuzz
