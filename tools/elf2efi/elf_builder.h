#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "src/base/little_endian.h"

namespace starkernel::elf2efi {

/// Builds small ELF files for tests: three page-aligned segments, a symbol table and whatever
/// relocations are added. Offsets in the file equal addresses.
class ElfBuilder {
 public:
  static constexpr std::uint64_t kReadOnly = 0x1000;
  static constexpr std::uint64_t kText = 0x2000;
  static constexpr std::uint64_t kData = 0x3000;
  static constexpr std::uint64_t kPrograms = 64;
  static constexpr std::uint64_t kProgramSize = 56;
  static constexpr std::uint64_t kSections = 0x4000;

  ElfBuilder() : bytes_(0x5000) {
    Set<std::uint32_t>(0, 0x464C457F);
    Set<std::uint8_t>(4, 2);
    Set<std::uint8_t>(5, 1);
    Set<std::uint16_t>(16, 3);
    Set<std::uint16_t>(18, 62);
    Set<std::uint64_t>(24, kText + 0x10);
    Set<std::uint64_t>(32, kPrograms);
    Set<std::uint64_t>(40, kSections);
    Set<std::uint16_t>(54, 56);
    Set<std::uint16_t>(56, 3);
    Set<std::uint16_t>(58, 64);
    Program(0, 4, kReadOnly, 0x20, 0x20);
    Program(1, 5, kText, 0x40, 0x40);
    Program(2, 6, kData, 0x100, 0x2800);
  }

  template <typename T>
  void Set(std::uint64_t offset, T value) {
    WriteLittleEndian<T>(bytes_, offset, value).value();
  }

  void Program(std::uint64_t index, std::uint32_t flags, std::uint64_t address,
               std::uint64_t file_size, std::uint64_t memory_size, std::uint32_t type = 1) {
    const std::uint64_t header = kPrograms + index * kProgramSize;
    Set<std::uint32_t>(header, type);
    Set<std::uint32_t>(header + 4, flags);
    Set<std::uint64_t>(header + 8, address);
    Set<std::uint64_t>(header + 16, address);
    Set<std::uint64_t>(header + 32, file_size);
    Set<std::uint64_t>(header + 40, memory_size);
  }

  /// Appends a section of the given type whose contents are 64-bit words; returns its index.
  std::uint32_t Section(std::uint32_t type, std::uint64_t flags,
                        const std::vector<std::uint64_t>& words, std::uint32_t link = 0) {
    const std::uint64_t start = bytes_.size();
    bytes_.resize(start + words.size() * 8);
    for (std::size_t index = 0; index < words.size(); ++index) {
      Set<std::uint64_t>(start + index * 8, words[index]);
    }
    return Header(type, flags, start, words.size() * 8, link);
  }

  /// Appends a string table; returns its index.
  std::uint32_t Strings(const std::string& text) {
    const std::uint64_t start = bytes_.size();
    for (const char character : text) {
      bytes_.push_back(static_cast<std::byte>(character));
    }
    return Header(3, 0, start, text.size(), 0);
  }

  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::uint32_t Header(std::uint32_t type, std::uint64_t flags, std::uint64_t offset,
                       std::uint64_t size, std::uint32_t link) {
    const std::uint64_t header = kSections + std::uint64_t{section_count_} * 64;
    Set<std::uint32_t>(header + 4, type);
    Set<std::uint64_t>(header + 8, flags);
    Set<std::uint64_t>(header + 24, offset);
    Set<std::uint64_t>(header + 32, size);
    Set<std::uint32_t>(header + 40, link);
    Set<std::uint16_t>(60, static_cast<std::uint16_t>(section_count_ + 1U));
    return section_count_++;
  }

  std::vector<std::byte> bytes_;
  std::uint32_t section_count_ = 0;
};

/// Section types and flags for ElfBuilder::Section.
inline constexpr std::uint32_t kSymbolTableSection = 2;
inline constexpr std::uint32_t kRelaSection = 4;
inline constexpr std::uint32_t kRelSection = 9;
inline constexpr std::uint32_t kInitArraySection = 14;
inline constexpr std::uint32_t kRelrSection = 19;
inline constexpr std::uint64_t kAllocated = 2;

}  // namespace starkernel::elf2efi
