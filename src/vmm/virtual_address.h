#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::vmm {

/// Entries in a table of any level.
inline constexpr std::size_t kEntriesPerTable = 512;

/// 4 KiB pages under one entry of a table at `level` (1 to 4).
[[nodiscard]] constexpr PageCount PagesPerEntry(unsigned level) {
  return PageCount{std::uint64_t{1} << (9 * (level - 1))};
}

/// 4 KiB pages in a 2 MiB page.
inline constexpr PageCount kPagesPerLargePage = PagesPerEntry(2);

/// The level of the root table; level 1 tables hold 4 KiB pages, level 2 tables 2 MiB pages, and
/// level 3 tables 1 GiB pages where the processor has them.
inline constexpr unsigned kRootLevel = 4;

/// Whether bits 63 to 47 are all equal, as 4-level paging demands (Intel SDM volume 1, 3.3.7.1).
[[nodiscard]] constexpr bool IsCanonical(VirtAddr address) {
  const std::uint64_t upper = address.value() >> 47;
  return upper == 0 || upper == (~std::uint64_t{0} >> 47);
}

/// Which entry of the table at `level` (1 to 4) translates `address` (Intel SDM volume 3, 4.5.4).
[[nodiscard]] constexpr std::size_t EntryIndex(VirtAddr address, unsigned level) {
  return (address.value() >> (12 + 9 * (level - 1))) % kEntriesPerTable;
}

}  // namespace starkernel::vmm
