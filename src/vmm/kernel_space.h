#pragma once

#include <span>

#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/vmm/address_space.h"

namespace starkernel::vmm {

/// Maps what the kernel itself lives in: everything that the machine lists
/// (hal::Machine::KernelMappings), its window onto RAM included, and nothing else.
///
/// Errors: those of PageTables::Map, so Error::kAlreadyExists if mappings overlap and
/// Error::kInvalidArgument for the null page; Error::kInvalidArgument also if a frame is
/// executable through one mapping and writable through another.
[[nodiscard]] Result<void> MapKernelSpace(AddressSpace& space,
                                          std::span<const hal::KernelMapping> mappings);

}  // namespace starkernel::vmm
