#pragma once

#include <span>

#include "src/base/addresses.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/vmm/address_space.h"

namespace starkernel::vmm {

/// Physical address 0 in the direct map: the start of the upper half.
inline constexpr VirtAddr kDirectMapBase{0xFFFF'8000'0000'0000};

/// Maps what the kernel itself lives in: everything that the machine lists, and then all RAM at
/// kDirectMapBase plus its physical address, without execute rights. Usable RAM is writable
/// there; RAM that holds the kernel image, tables or firmware is read-only, so that no page that
/// is executable elsewhere can be written here. Where the machine's list already covers a
/// region's place in the direct map with the same frames, the list stands.
///
/// Errors: those of PageTables::Map; Error::kAlreadyExists if the machine's mappings overlap each
/// other or lead elsewhere from within the direct map.
[[nodiscard]] Result<void> MapKernelSpace(AddressSpace& space,
                                          std::span<const hal::MemoryRegion> memory,
                                          std::span<const hal::KernelMapping> mappings);

}  // namespace starkernel::vmm
