#pragma once

#include <vector>

#include "tools/elf2efi/elf_file.h"
#include "tools/elf2efi/elf_image.h"
#include "tools/elf2efi/outcome.h"

namespace starkernel::elf2efi {

/// The defined functions of the file's symbol table; none if it was stripped.
[[nodiscard]] Outcome<std::vector<FunctionSymbol>> ReadFunctionSymbols(const ElfFile& file);

}  // namespace starkernel::elf2efi
