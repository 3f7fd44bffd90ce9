#include "src/hal/x86_64/boot_tables.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::hal {
namespace {

constexpr std::uint64_t kWindow = 0xFFFF'8000'0000'0000U;

// Walks tables as the processor does.
class Tables {
 public:
  Tables(std::uint64_t gibibytes, BootPageSize size)
      : words_(BootTablePages(gibibytes, size).value() * 512) {
    FillBootTables(words_, PhysAddr(kBase), gibibytes, size);
  }

  [[nodiscard]] std::optional<std::uint64_t> Translate(std::uint64_t address) const {
    std::uint64_t table = kBase;
    for (unsigned shift = 39; shift >= 21; shift -= 9) {
      const std::uint64_t entry = words_.at((table - kBase) / 8 + (address >> shift & 511U));
      if ((entry & 1U) == 0) {
        return std::nullopt;
      }
      EXPECT_EQ(entry & 2U, 2U);
      if ((entry & 0x80U) != 0) {
        const std::uint64_t mask = (std::uint64_t{1} << shift) - 1;
        return (entry & 0x000F'FFFF'FFFF'F000U) | (address & mask);
      }
      table = entry & 0x000F'FFFF'FFFF'F000U;
    }
    return std::nullopt;
  }

 private:
  static constexpr std::uint64_t kBase = 0x7654'3000;
  std::vector<std::uint64_t> words_;
};

TEST(BootTables, NeedOnePageForEachGibibyteOfSmallerPages) {
  EXPECT_EQ(BootTablePages(4, BootPageSize::k2MiB), PageCount(6));
  EXPECT_EQ(BootTablePages(513, BootPageSize::k2MiB), PageCount(1 + 2 + 513));
  EXPECT_EQ(BootTablePages(512, BootPageSize::k1GiB), PageCount(2));
  EXPECT_EQ(BootTablePages(513, BootPageSize::k1GiB), PageCount(3));
}

void ExpectCovers(const Tables& tables, std::uint64_t gibibytes) {
  const std::uint64_t end = gibibytes << 30U;
  for (const std::uint64_t address :
       {std::uint64_t{0}, std::uint64_t{0x12345678}, std::uint64_t{0xFEE0'0030} % end, end - 1}) {
    EXPECT_EQ(tables.Translate(address), address);
    EXPECT_EQ(tables.Translate(kWindow + address), address);
  }
  EXPECT_EQ(tables.Translate(end), std::nullopt);
  EXPECT_EQ(tables.Translate(kWindow + end), std::nullopt);
  EXPECT_EQ(tables.Translate(kWindow - 1), std::nullopt);
}

TEST(BootTables, ShowPhysicalMemoryTwice) {
  ExpectCovers(Tables(1, BootPageSize::k2MiB), 1);
  ExpectCovers(Tables(5, BootPageSize::k2MiB), 5);
  ExpectCovers(Tables(5, BootPageSize::k1GiB), 5);
  ExpectCovers(Tables(512, BootPageSize::k1GiB), 512);
  ExpectCovers(Tables(514, BootPageSize::k2MiB), 514);
  ExpectCovers(Tables(1025, BootPageSize::k1GiB), 1025);
}

}  // namespace
}  // namespace starkernel::hal
