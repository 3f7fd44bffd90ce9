#include "src/hal/x86_64/boot_tables.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"

namespace starkernel::hal {
namespace {

constexpr std::uint64_t kEntries = 512;
constexpr std::uint64_t kPresentWritable = 0x3;
constexpr std::uint64_t kLeaf = 0x80;
constexpr std::uint64_t kWindowEntry = 256;  // root entry of kWindowBase
constexpr std::uint64_t kMostGibibytes = 64 * 1024;

constexpr std::uint64_t UpperTables(std::uint64_t gibibytes) {
  return (gibibytes + kEntries - 1) / kEntries;
}

}  // namespace

PageCount BootTablePages(std::uint64_t gibibytes, BootPageSize size) {
  const std::uint64_t lowest = size == BootPageSize::k2MiB ? gibibytes : 0;
  return PageCount(1 + UpperTables(gibibytes) + lowest);
}

void FillBootTables(std::span<std::uint64_t> tables, PhysAddr base, std::uint64_t gibibytes,
                    BootPageSize size) {
  Require(gibibytes >= 1 && gibibytes <= kMostGibibytes, "boot tables cannot cover that much");
  Require(tables.size() == BootTablePages(gibibytes, size).value() * kEntries,
          "boot tables of the wrong size");
  std::ranges::fill(tables, 0);
  const std::uint64_t upper_count = UpperTables(gibibytes);
  const auto table_address = [base](std::uint64_t page) {
    return (base + BytesOf(PageCount(page))).value();
  };
  for (std::uint64_t index = 0; index < upper_count; ++index) {
    const std::uint64_t entry = table_address(1 + index) | kPresentWritable;
    tables[index] = entry;
    tables[kWindowEntry + index] = entry;
  }
  // The upper tables lie one after the other, and so do the lower ones: numbering entries
  // through is as good as nested loops.
  const std::span<std::uint64_t> upper = tables.subspan(kEntries, upper_count * kEntries);
  for (std::uint64_t index = 0; index < gibibytes; ++index) {
    upper[index] = size == BootPageSize::k1GiB
                       ? GiB(index).value() | kPresentWritable | kLeaf
                       : table_address(1 + upper_count + index) | kPresentWritable;
  }
  const std::span<std::uint64_t> lower = tables.subspan((1 + upper_count) * kEntries);
  for (std::uint64_t index = 0; index < lower.size(); ++index) {
    lower[index] = (kLargePageSize * index).value() | kPresentWritable | kLeaf;
  }
}

}  // namespace starkernel::hal
