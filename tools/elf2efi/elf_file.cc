#include "tools/elf2efi/elf_file.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <system_error>
#include <utility>

#include "src/base/little_endian.h"
#include "src/base/result.h"
#include "tools/elf2efi/outcome.h"

namespace starkernel::elf2efi {
namespace {

constexpr std::uint32_t kElfMagic = 0x464C457FU;
constexpr std::uint64_t kHeaderSize = 64;
constexpr std::uint64_t kProgramHeaderSize = 56;
constexpr std::uint64_t kSectionHeaderSize = 64;
constexpr std::uint8_t kClass64 = 2;
constexpr std::uint8_t kLittleEndian = 1;
constexpr std::uint16_t kTypeDynamic = 3;
constexpr std::uint16_t kMachineX86_64 = 62;

// The caller has checked that `bytes` holds a whole structure.
template <typename T>
T Field(std::span<const std::byte> bytes, std::uint64_t offset) {
  return ReadLittleEndian<T>(bytes, offset).value();
}

ProgramHeader ProgramHeaderAt(std::span<const std::byte> bytes) {
  return {.type = Field<std::uint32_t>(bytes, 0),
          .flags = Field<std::uint32_t>(bytes, 4),
          .offset = Field<std::uint64_t>(bytes, 8),
          .address = Field<std::uint64_t>(bytes, 16),
          .file_size = Field<std::uint64_t>(bytes, 32),
          .memory_size = Field<std::uint64_t>(bytes, 40)};
}

SectionHeader SectionHeaderAt(std::span<const std::byte> bytes) {
  return {.type = Field<std::uint32_t>(bytes, 4),
          .flags = Field<std::uint64_t>(bytes, 8),
          .address = Field<std::uint64_t>(bytes, 16),
          .offset = Field<std::uint64_t>(bytes, 24),
          .size = Field<std::uint64_t>(bytes, 32),
          .link = Field<std::uint32_t>(bytes, 40)};
}

Outcome<bool> CheckIdentification(std::span<const std::byte> bytes) {
  if (bytes.size() < kHeaderSize) {
    return Failure{"the file has " + std::to_string(bytes.size()) +
                   " bytes, less than an ELF header"};
  }
  if (const auto magic = Field<std::uint32_t>(bytes, 0); magic != kElfMagic) {
    return Failure{"not an ELF file: its first bytes are " + HexText(magic)};
  }
  if (const auto elf_class = Field<std::uint8_t>(bytes, 4); elf_class != kClass64) {
    return Failure{"ELF class " + std::to_string(elf_class) + ", expected 2 (64-bit)"};
  }
  if (const auto encoding = Field<std::uint8_t>(bytes, 5); encoding != kLittleEndian) {
    return Failure{"ELF data encoding " + std::to_string(encoding) +
                   ", expected 1 (little-endian)"};
  }
  if (const auto type = Field<std::uint16_t>(bytes, 16); type != kTypeDynamic) {
    return Failure{"ELF type " + std::to_string(type) +
                   ", expected 3 (position-independent, link with -pie)"};
  }
  if (const auto machine = Field<std::uint16_t>(bytes, 18); machine != kMachineX86_64) {
    return Failure{"ELF machine " + std::to_string(machine) + ", expected 62 (x86_64)"};
  }
  if (const auto size = Field<std::uint16_t>(bytes, 54); size != kProgramHeaderSize) {
    return Failure{"program header size " + std::to_string(size) + ", expected 56"};
  }
  if (const auto size = Field<std::uint16_t>(bytes, 58); size != kSectionHeaderSize) {
    return Failure{"section header size " + std::to_string(size) + ", expected 64"};
  }
  return true;
}

}  // namespace

std::string HexText(std::uint64_t value) {
  std::array<char, 16> digits{};
  const std::to_chars_result end = std::to_chars(digits.begin(), digits.end(), value, 16);
  return "0x" + std::string(digits.begin(), end.ptr);
}

Outcome<std::span<const std::byte>> FileRange(std::span<const std::byte> bytes,
                                              std::uint64_t offset, std::uint64_t size,
                                              const std::string& what) {
  if (offset > bytes.size() || size > bytes.size() - offset) {
    return Failure{what + " at file offset " + HexText(offset) + ", size " + HexText(size) +
                   " lies outside the file of " + HexText(bytes.size()) + " bytes"};
  }
  return bytes.subspan(offset, size);
}

Outcome<ElfFile> ReadElfFile(std::span<const std::byte> bytes) {
  TRY(CheckIdentification(bytes));
  ElfFile file{.bytes = bytes, .entry = Field<std::uint64_t>(bytes, 24)};
  const std::uint64_t program_count = Field<std::uint16_t>(bytes, 56);
  const auto programs = TRY(FileRange(bytes, Field<std::uint64_t>(bytes, 32),
                                      program_count * kProgramHeaderSize, "program header table"));
  for (std::uint64_t index = 0; index < program_count; ++index) {
    file.programs.push_back(
        ProgramHeaderAt(programs.subspan(index * kProgramHeaderSize, kProgramHeaderSize)));
  }
  const std::uint64_t section_count = Field<std::uint16_t>(bytes, 60);
  const auto sections = TRY(FileRange(bytes, Field<std::uint64_t>(bytes, 40),
                                      section_count * kSectionHeaderSize, "section header table"));
  for (std::uint64_t index = 0; index < section_count; ++index) {
    file.sections.push_back(
        SectionHeaderAt(sections.subspan(index * kSectionHeaderSize, kSectionHeaderSize)));
  }
  return file;
}

}  // namespace starkernel::elf2efi
