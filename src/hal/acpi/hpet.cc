#include "src/hal/acpi/hpet.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/little_endian.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/complaint.h"
#include "src/hal/acpi/register_address.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {

Result<HpetEntry> ReadHpet(const Table& table, TextWriter& complaints) {
  constexpr std::size_t kSize = 56;
  constexpr std::size_t kAddressOffset = 40;
  constexpr std::size_t kNumberOffset = 52;
  constexpr std::uint64_t kAlignment = 1024;
  if (table.bytes.size() < kSize) {
    return Complain(complaints, {"HPET", "length", table.bytes.size(), Expected::kAtLeast, kSize});
  }
  const std::optional<RegisterAddress> place = ReadGenericAddress(table.bytes, kAddressOffset);
  if (!place.has_value() || place->space != RegisterSpace::kMemory) {
    complaints.Text("ACPI HPET: its registers do not lie in memory\n");
    return Error::kCorrupt;
  }
  if (place->address % kAlignment != 0) {
    return Complain(complaints, {"HPET", "place of the registers in 1 KiB",
                                 place->address % kAlignment, Expected::kExactly, 0});
  }
  return HpetEntry{.registers = PhysAddr(place->address),
                   .number = TRY(ReadLittleEndian<std::uint8_t>(table.bytes, kNumberOffset))};
}

}  // namespace starkernel::acpi
