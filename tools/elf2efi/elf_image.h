#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace starkernel::elf2efi {

/// What may be done with a segment's memory.
enum class Access : std::uint8_t { kReadOnly, kReadWrite, kReadExecute };

/// One loadable segment. Its address in the ELF is its offset from the PE image base.
struct Segment {
  std::uint32_t address = 0;
  std::uint32_t memory_size = 0;  ///< At least bytes.size(); the rest is zero.
  Access access = Access::kReadOnly;
  std::vector<std::byte> bytes;
};

/// One function of the symbol table, its name as the linker knows it.
struct FunctionSymbol {
  std::uint32_t address = 0;
  std::uint32_t size = 0;
  std::string name;
};

/// What a PE image needs to know about a linked ELF.
struct ElfImage {
  std::uint32_t entry = 0;
  std::vector<Segment> segments;           ///< By address, no overlaps.
  std::vector<std::uint32_t> relocations;  ///< Places of 64-bit addresses: sorted, unique.
  std::vector<FunctionSymbol> functions;   ///< In the order of the symbol table.
};

}  // namespace starkernel::elf2efi
