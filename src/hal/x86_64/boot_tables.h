#pragma once

#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::hal {

/// Size of the pages that the boot tables are made of.
enum class BootPageSize : std::uint8_t {
  k2MiB,  ///< Every x86_64 processor.
  k1GiB,  ///< Only where CPUID says so; needs far fewer tables.
};

/// Pages for boot tables that cover `gibibytes` GiB of physical memory, at least 1.
[[nodiscard]] PageCount BootTablePages(std::uint64_t gibibytes, BootPageSize size);

/// Fills in the tables that the processor walks between the firmware's tables and the kernel's
/// own: the first `gibibytes` GiB of physical memory at their own addresses, for code that runs
/// there, and again in the window (Intel SDM volume 3, 4.5). All of it may be written and
/// executed; the kernel's tables end that. `tables` are the BootTablePages at physical `base`,
/// whose first page is the root. Caching is left to the memory type range registers.
void FillBootTables(std::span<std::uint64_t> tables, PhysAddr base, std::uint64_t gibibytes,
                    BootPageSize size);

}  // namespace starkernel::hal
