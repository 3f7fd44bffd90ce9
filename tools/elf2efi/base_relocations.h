#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace starkernel::elf2efi {

/// The contents of a `.reloc` section (PE format specification, "The .reloc Section"): one
/// block for each page, an IMAGE_REL_BASED_DIR64 entry for each of the sorted `places`. Never
/// empty: without places it is one block without effect, since a loader takes an image without
/// the section for one that cannot be moved.
[[nodiscard]] std::vector<std::byte> BuildBaseRelocations(std::span<const std::uint32_t> places);

}  // namespace starkernel::elf2efi
