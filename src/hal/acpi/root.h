#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/fixed_vector.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/physical_bytes.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {

/// Where a table lies, as the root table says; nothing in it has been checked yet.
struct TableReference {
  Signature signature{};
  PhysAddr address;
};

/// All tables of a machine by their signatures.
class TableList {
 public:
  /// Tables that a machine may have; firmware has 10 to 50.
  static constexpr std::size_t kMaximumTables = 128;

  /// Error::kCapacity if there are too many.
  Result<void> Add(const TableReference& reference) { return references_.Push(reference); }

  [[nodiscard]] std::size_t size() const { return references_.size(); }

  /// The first table called `name`.
  [[nodiscard]] std::optional<PhysAddr> Find(std::string_view name) const;

 private:
  FixedVector<TableReference, kMaximumTables> references_;
};

/// Follows the root pointer at `rsdp` (ACPI specification 6.5, 5.2.5) to the XSDT, or to the RSDT
/// where there is no XSDT or it is broken. What is wrong is said on `complaints`. Error::kCorrupt
/// or Error::kOutOfRange if there is no root to be had.
[[nodiscard]] Result<TableList> FindTables(PhysicalBytes& memory, PhysAddr rsdp,
                                           TextWriter& complaints);

}  // namespace starkernel::acpi
