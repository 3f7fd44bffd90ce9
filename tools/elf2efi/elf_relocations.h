#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tools/elf2efi/elf_file.h"
#include "tools/elf2efi/elf_image.h"
#include "tools/elf2efi/outcome.h"

namespace starkernel::elf2efi {

/// Applies the file's relocations (SHT_RELA and SHT_RELR) to `segments` for load address 0 and
/// returns the sorted places that depend on the load address. Any relocation but
/// R_X86_64_RELATIVE is a failure: there is no symbol to bind at load time.
[[nodiscard]] Outcome<std::vector<std::uint32_t>> ApplyRelocations(const ElfFile& file,
                                                                   std::span<Segment> segments);

}  // namespace starkernel::elf2efi
