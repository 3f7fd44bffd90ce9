#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tools/elf2efi/outcome.h"

namespace starkernel::elf2efi {

/// The contents of a loader's `.kernel` section (layout: src/loader/packed_kernel.h): `kernel`,
/// an EFI application, packed. Fails if it is empty or larger than the loader takes.
[[nodiscard]] Outcome<std::vector<std::byte>> BuildKernelSection(std::span<const std::byte> kernel);

}  // namespace starkernel::elf2efi
