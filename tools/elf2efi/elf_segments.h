#pragma once

#include <cstdint>
#include <vector>

#include "tools/elf2efi/elf_file.h"
#include "tools/elf2efi/elf_image.h"
#include "tools/elf2efi/outcome.h"

namespace starkernel::elf2efi {

/// Page size of the image: sections start on multiples of it, the headers fill the first.
inline constexpr std::uint32_t kPageBytes = 4096;

/// The loadable segments of the file by address: page-aligned, none in the first page (the PE
/// headers go there), none both writable and executable, no two in one page.
[[nodiscard]] Outcome<std::vector<Segment>> ReadSegments(const ElfFile& file);

}  // namespace starkernel::elf2efi
