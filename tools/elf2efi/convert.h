#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tools/elf2efi/elf_image.h"
#include "tools/elf2efi/outcome.h"

namespace starkernel::elf2efi {

/// Everything an EFI image needs from a statically linked, position-independent ELF64.
[[nodiscard]] Outcome<ElfImage> ReadElf(std::span<const std::byte> elf);

/// The PE32+ EFI application made from `elf`. The same input always gives the same bytes. If `elf`
/// is the loader, `kernel` is the EFI application to pack into it; else it is empty.
[[nodiscard]] Outcome<std::vector<std::byte>> Convert(std::span<const std::byte> elf,
                                                      std::span<const std::byte> kernel = {});

}  // namespace starkernel::elf2efi
