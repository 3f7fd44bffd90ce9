#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tools/elf2efi/outcome.h"

namespace starkernel::elf2efi {

/// A program header (ELF-64 object file format, version 1.5, chapter 7).
struct ProgramHeader {
  std::uint32_t type = 0;
  std::uint32_t flags = 0;
  std::uint64_t offset = 0;
  std::uint64_t address = 0;
  std::uint64_t file_size = 0;
  std::uint64_t memory_size = 0;
};

/// A section header (the same document, chapter 4).
struct SectionHeader {
  std::uint32_t type = 0;
  std::uint64_t flags = 0;
  std::uint64_t address = 0;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint32_t link = 0;
};

/// The headers of an ELF file whose identification has been checked.
struct ElfFile {
  std::span<const std::byte> bytes;
  std::uint64_t entry = 0;
  std::vector<ProgramHeader> programs = {};
  std::vector<SectionHeader> sections = {};
};

/// Reads the headers of a little-endian x86_64 ELF64 of type ET_DYN, which is what a
/// position-independent executable is. `bytes` must outlive the result.
[[nodiscard]] Outcome<ElfFile> ReadElfFile(std::span<const std::byte> bytes);

/// The bytes [offset, offset + size) of the file; `what` names them in the error.
[[nodiscard]] Outcome<std::span<const std::byte>> FileRange(std::span<const std::byte> bytes,
                                                            std::uint64_t offset,
                                                            std::uint64_t size,
                                                            const std::string& what);

/// "0x" and hexadecimal digits, for messages.
[[nodiscard]] std::string HexText(std::uint64_t value);

}  // namespace starkernel::elf2efi
