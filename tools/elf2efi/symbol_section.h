#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/elf2efi/elf_image.h"

namespace starkernel::elf2efi {

/// The name as written in the source, without parameters and the namespaces that all have or that
/// have no name, cut to hal::kLongestSymbolName characters ("..." marks the cut), so that one
/// template cannot fill the image; a name that is not mangled stays as it is.
[[nodiscard]] std::string ReadableName(const std::string& name);

/// The contents of the image's `.symbols` section (layout: src/hal/x86_64/symbol_table.h): one
/// entry for each address, by rising address. Of several names of one address the largest
/// function's wins, then the alphabetically first. A function that begins within another ends it.
[[nodiscard]] std::vector<std::byte> BuildSymbolSection(std::vector<FunctionSymbol> functions);

}  // namespace starkernel::elf2efi
