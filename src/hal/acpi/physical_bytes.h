#pragma once

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::acpi {

/// Where the tables lie that firmware has left in memory.
class PhysicalBytes {
 public:
  /// The bytes at [base, base + size), to be read only. Error::kOutOfRange if any of them is no
  /// memory that firmware may keep tables in. Nothing else writes to them.
  [[nodiscard]] virtual Result<std::span<const std::byte>> Read(PhysAddr base, ByteCount size)
      [[clang::lifetimebound]] = 0;

 protected:
  ~PhysicalBytes() = default;
};

}  // namespace starkernel::acpi
