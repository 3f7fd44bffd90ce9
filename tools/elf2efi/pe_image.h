#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace starkernel::elf2efi {

/// Section flags (PE format specification, "Section Flags").
inline constexpr std::uint32_t kSectionCode = 0x0000'0020;
inline constexpr std::uint32_t kSectionInitializedData = 0x0000'0040;
inline constexpr std::uint32_t kSectionDiscardable = 0x0200'0000;
inline constexpr std::uint32_t kSectionExecute = 0x2000'0000;
inline constexpr std::uint32_t kSectionRead = 0x4000'0000;
inline constexpr std::uint32_t kSectionWrite = 0x8000'0000;

/// One section of the image.
struct PeSection {
  std::string name = {};  ///< At most 8 characters.
  std::uint32_t address = 0;
  std::uint32_t memory_size = 0;
  std::uint32_t flags = 0;
  std::vector<std::byte> bytes;  ///< The rest of memory_size is zero.
};

/// An EFI application, ready to be written.
struct PeImage {
  std::uint32_t entry = 0;
  std::vector<PeSection> sections = {};  ///< By address.
};

/// The file: PE32+, machine x86_64, subsystem EFI application, no time stamp, preferred base 0
/// (any base will do). The section called ".reloc" becomes the base relocation directory.
[[nodiscard]] std::vector<std::byte> WritePe(const PeImage& image);

}  // namespace starkernel::elf2efi
