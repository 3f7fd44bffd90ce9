#pragma once

#include <cstdint>
#include <map>

#include "src/base/addresses.h"
#include "src/hal/physical_memory.h"

namespace starkernel::vmm {

/// A 4 KiB page as the processor would see it.
struct SeenPage {
  std::uint64_t physical = 0;
  bool writable = false;
  bool executable = false;
  bool uncached = false;

  friend bool operator==(const SeenPage&, const SeenPage&) = default;
};

/// All pages, by virtual address, that the tables at `root` map; 2 MiB pages count as 512,
/// 1 GiB pages as the 512 at each end. Reads the tables bit by bit on its own and fails the current
/// test for anything a processor would refuse or this kernel must not do: reserved bits, pages for
/// user mode, writable and executable pages. `tables` counts the table frames met.
std::map<std::uint64_t, SeenPage> SeePages(hal::PhysicalMemory& memory, PhysAddr root,
                                           std::uint64_t& tables);

}  // namespace starkernel::vmm
