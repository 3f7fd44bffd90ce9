#include "src/hal/acpi/mcfg.h"

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/little_endian.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/complaint.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {
namespace {

constexpr std::size_t kEntriesOffset = 44;
constexpr std::size_t kEntrySize = 16;
constexpr ByteCount kBusSize = MiB(1);
// Physical addresses have 52 bits (Intel SDM volume 3, 4.1.4).
constexpr std::uint64_t kPhysicalEnd = std::uint64_t{1} << 52U;

Result<ConfigurationSpace> ReadSpace(std::span<const std::byte> entry, TextWriter& complaints) {
  const ConfigurationSpace space{.base = PhysAddr(TRY(ReadLittleEndian<std::uint64_t>(entry, 0))),
                                 .segment = TRY(ReadLittleEndian<std::uint16_t>(entry, 8)),
                                 .first_bus = TRY(ReadLittleEndian<std::uint8_t>(entry, 10)),
                                 .last_bus = TRY(ReadLittleEndian<std::uint8_t>(entry, 11))};
  if (space.last_bus < space.first_bus) {
    return Complain(complaints,
                    {"MCFG", "last bus", space.last_bus, Expected::kAtLeast, space.first_bus});
  }
  if (!IsAligned(space.base, kBusSize)) {
    return Complain(complaints, {"MCFG", "place of a configuration space in 1 MiB",
                                 space.base.value() % kBusSize.value(), Expected::kExactly, 0});
  }
  constexpr std::uint64_t kLastBase = kPhysicalEnd - 256 * kBusSize.value();
  if (space.base.value() > kLastBase) {
    return Complain(complaints, {"MCFG", "base of a configuration space", space.base.value(),
                                 Expected::kAtMost, kLastBase});
  }
  return space;
}

}  // namespace

Result<Mcfg> ReadMcfg(const Table& table, TextWriter& complaints) {
  if (table.bytes.size() < kEntriesOffset) {
    return Complain(complaints,
                    {"MCFG", "length", table.bytes.size(), Expected::kAtLeast, kEntriesOffset});
  }
  Mcfg mcfg;
  std::span<const std::byte> rest = table.bytes.subspan(kEntriesOffset);
  for (; rest.size() >= kEntrySize; rest = rest.subspan(kEntrySize)) {
    const auto space = ReadSpace(rest.first(kEntrySize), complaints);
    if (space.ok() && !mcfg.spaces.Push(space.value()).ok()) {
      static_cast<void>(
          Complain(complaints, {"MCFG", "number of configuration spaces", Mcfg::kMaximumSpaces + 1,
                                Expected::kAtMost, Mcfg::kMaximumSpaces}));
      break;
    }
  }
  if (rest.size() < kEntrySize && !rest.empty()) {
    static_cast<void>(Complain(
        complaints, {"MCFG", "rest behind the last entry", rest.size(), Expected::kExactly, 0}));
  }
  return mcfg;
}

}  // namespace starkernel::acpi
