#include "src/hal/acpi/description.h"

#include <optional>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/fadt.h"
#include "src/hal/acpi/hpet.h"
#include "src/hal/acpi/madt.h"
#include "src/hal/acpi/mcfg.h"
#include "src/hal/acpi/physical_bytes.h"
#include "src/hal/acpi/root.h"
#include "src/hal/acpi/soft_off.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {
namespace {

// Finds tables by name; what is wrong with one has been said when nothing comes back.
class Tables {
 public:
  Tables(PhysicalBytes& memory, const TableList& list, TextWriter& complaints)
      : memory_(memory), list_(list), complaints_(complaints) {}

  [[nodiscard]] std::optional<Table> At(PhysAddr address, std::string_view name) const {
    const Result<Table> table = ReadTable(memory_, address, complaints_);
    return table.ok() && table.value().Is(name) ? std::optional(table.value()) : std::nullopt;
  }

  [[nodiscard]] std::optional<Table> Named(std::string_view name) const {
    const std::optional<PhysAddr> address = list_.Find(name);
    return address.has_value() ? At(*address, name) : std::nullopt;
  }

 private:
  PhysicalBytes& memory_;
  const TableList& list_;
  TextWriter& complaints_;
};

template <typename T>
std::optional<T> ValueOf(const Result<T>& result) {
  return result.ok() ? std::optional(result.value()) : std::nullopt;
}

}  // namespace

Result<void> ReadDescription(PhysicalBytes& memory, PhysAddr rsdp, TextWriter& complaints,
                             Description& description) {
  const TableList list = TRY(FindTables(memory, rsdp, complaints));
  const Tables tables(memory, list, complaints);
  description.tables = list.size();
  if (const auto madt = tables.Named("APIC")) {
    if (!ReadMadt(*madt, complaints, description.madt.emplace()).ok()) {
      description.madt.reset();
    }
  }
  if (const auto hpet = tables.Named("HPET")) {
    description.hpet = ValueOf(ReadHpet(*hpet, complaints));
  }
  if (const auto mcfg = tables.Named("MCFG")) {
    description.mcfg = ValueOf(ReadMcfg(*mcfg, complaints));
  }
  if (const auto fadt = tables.Named("FACP")) {
    description.fadt = ValueOf(ReadFadt(*fadt, complaints));
  }
  if (description.fadt.has_value() && description.fadt->dsdt != PhysAddr(0)) {
    if (const auto dsdt = tables.At(description.fadt->dsdt, "DSDT")) {
      description.soft_off = FindSoftOff(dsdt->bytes.subspan(kHeaderSize));
    }
  }
  return {};
}

}  // namespace starkernel::acpi
