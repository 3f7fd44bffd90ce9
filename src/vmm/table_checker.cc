#include "src/vmm/table_checker.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/physical_memory.h"

namespace starkernel::vmm {
namespace {

struct PendingTable {
  std::uint64_t address = 0;
  unsigned level = 4;
  std::uint64_t virt = 0;
};

std::uint64_t ReadEntry(hal::PhysicalMemory& memory, std::uint64_t address) {
  std::array<std::byte, 8> bytes{};
  const auto view = memory.View(PhysAddr(address), ByteCount{8}).value();
  for (std::size_t index = 0; index < bytes.size(); ++index) {
    bytes[index] = view[index];
  }
  return std::bit_cast<std::uint64_t>(bytes);
}

void SeeLeaf(std::uint64_t entry, unsigned level, std::uint64_t virt,
             std::map<std::uint64_t, SeenPage>& pages) {
  const bool writable = (entry & 2U) != 0;
  const bool executable = entry >> 63 == 0;
  EXPECT_FALSE(writable && executable) << std::hex << virt;
  EXPECT_EQ(entry & 4U, 0U) << "user page at " << std::hex << virt;
  const std::uint64_t size = std::uint64_t{4096} << (9 * (level - 1));
  const std::uint64_t physical = entry & 0x000F'FFFF'FFFF'F000;
  EXPECT_EQ(physical % size, 0U) << "reserved bits at " << std::hex << virt;
  // Of a page of 1 GiB, the first and the last 2 MiB stand for all.
  for (std::uint64_t offset = 0; offset < size; offset += 4096) {
    if (level == 3 && offset == 2 * 1024 * 1024) {
      offset = size - 2 * 1024 * 1024;
    }
    pages[virt + offset] =
        SeenPage{physical + offset, writable, executable, (entry & 0x18U) == 0x18U};
  }
}

}  // namespace

std::map<std::uint64_t, SeenPage> SeePages(hal::PhysicalMemory& memory, PhysAddr root,
                                           std::uint64_t& tables) {
  std::map<std::uint64_t, SeenPage> pages;
  std::vector<PendingTable> pending{{root.value(), 4, 0}};
  tables = 0;
  while (!pending.empty()) {
    const PendingTable table = pending.back();
    pending.pop_back();
    ++tables;
    for (std::uint64_t index = 0; index < 512; ++index) {
      const std::uint64_t entry = ReadEntry(memory, table.address + 8 * index);
      if ((entry & 1U) == 0) {
        EXPECT_EQ(entry, 0U);
        continue;
      }
      std::uint64_t virt = table.virt | index << (3 + 9 * table.level);
      if (table.level == 4 && index >= 256) {
        virt |= 0xFFFF'0000'0000'0000;
      }
      const bool large = (entry & 0x80U) != 0;
      if (table.level == 1 || (large && table.level <= 3)) {
        SeeLeaf(entry, table.level, virt, pages);
        continue;
      }
      EXPECT_FALSE(large) << "level " << table.level;
      EXPECT_NE(entry & 2U, 0U) << "rights are the leaf's to restrict";
      EXPECT_EQ(entry >> 63, 0U) << "rights are the leaf's to restrict";
      pending.push_back({entry & 0x000F'FFFF'FFFF'F000, table.level - 1, virt});
    }
  }
  return pages;
}

}  // namespace starkernel::vmm
