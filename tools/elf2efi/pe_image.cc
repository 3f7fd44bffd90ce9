#include "tools/elf2efi/pe_image.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tools/elf2efi/byte_sink.h"

namespace starkernel::elf2efi {
namespace {

constexpr std::uint32_t kFileAlignment = 512;
constexpr std::uint32_t kSectionAlignment = 4096;
constexpr std::uint32_t kPeOffset = 64;
constexpr std::uint32_t kCoffHeaderSize = 24;  // with the signature
constexpr std::uint32_t kDirectoryCount = 16;
constexpr std::uint32_t kRelocationDirectory = 5;
constexpr std::uint16_t kOptionalHeaderSize = 112 + kDirectoryCount * 8;
constexpr std::uint32_t kPeSectionHeaderSize = 40;
constexpr std::uint16_t kPeMachineX86_64 = 0x8664;
// EXECUTABLE_IMAGE, LARGE_ADDRESS_AWARE.
constexpr std::uint16_t kCharacteristics = 0x0002 | 0x0020;
constexpr std::uint16_t kSubsystemEfiApplication = 10;
// HIGH_ENTROPY_VA, DYNAMIC_BASE, NX_COMPAT.
constexpr std::uint16_t kDllCharacteristics = 0x0020 | 0x0040 | 0x0100;

std::uint32_t HeadersSize(const PeImage& image) {
  const auto sections = static_cast<std::uint32_t>(image.sections.size());
  return RoundUp(
      kPeOffset + kCoffHeaderSize + kOptionalHeaderSize + sections * kPeSectionHeaderSize,
      kFileAlignment);
}

std::uint32_t FileSize(const PeSection& section) {
  return RoundUp(static_cast<std::uint32_t>(section.bytes.size()), kFileAlignment);
}

// The total file size of the sections with the given flag.
std::uint32_t SizeWith(const PeImage& image, std::uint32_t flag) {
  std::uint32_t size = 0;
  for (const PeSection& section : image.sections) {
    size += (section.flags & flag) != 0 ? FileSize(section) : 0;
  }
  return size;
}

void AppendText(std::vector<std::byte>& file, const std::string& text) {
  for (const char character : text) {
    file.push_back(static_cast<std::byte>(character));
  }
}

void AppendDosHeader(std::vector<std::byte>& file) {
  AppendText(file, "MZ");
  file.resize(kPeOffset - 4);
  Append(file, kPeOffset);
}

void AppendCoffHeader(std::vector<std::byte>& file, const PeImage& image) {
  AppendText(file, {'P', 'E', '\0', '\0'});
  Append(file, kPeMachineX86_64);
  Append(file, static_cast<std::uint16_t>(image.sections.size()));
  Append(file, std::uint32_t{0});  // time stamp
  Append(file, std::uint32_t{0});  // symbol table
  Append(file, std::uint32_t{0});  // number of symbols
  Append(file, kOptionalHeaderSize);
  Append(file, kCharacteristics);
}

void AppendDirectories(std::vector<std::byte>& file, const PeImage& image) {
  std::uint32_t address = 0;
  std::uint32_t size = 0;
  for (const PeSection& section : image.sections) {
    if (section.name == ".reloc") {
      address = section.address;
      size = section.memory_size;
    }
  }
  Append(file, kDirectoryCount);
  for (std::uint32_t index = 0; index < kDirectoryCount; ++index) {
    Append(file, index == kRelocationDirectory ? address : 0U);
    Append(file, index == kRelocationDirectory ? size : 0U);
  }
}

void AppendOptionalHeader(std::vector<std::byte>& file, const PeImage& image) {
  const PeSection& last = image.sections.back();
  std::uint32_t code_address = 0;
  for (const PeSection& section : image.sections) {
    code_address = (section.flags & kSectionCode) != 0 ? section.address : code_address;
  }
  Append(file, std::uint16_t{0x20B});  // PE32+
  Append(file, std::uint16_t{0});      // linker version
  Append(file, SizeWith(image, kSectionCode));
  Append(file, SizeWith(image, kSectionInitializedData));
  Append(file, std::uint32_t{0});  // uninitialised data: part of the data section
  Append(file, image.entry);
  Append(file, code_address);
  Append(file, std::uint64_t{0});  // preferred base
  Append(file, kSectionAlignment);
  Append(file, kFileAlignment);
  Append(file, std::uint64_t{0});  // operating system and image versions
  Append(file, std::uint64_t{0});  // subsystem version and a reserved word
  Append(file, RoundUp(last.address + last.memory_size, kSectionAlignment));
  Append(file, HeadersSize(image));
  Append(file, std::uint32_t{0});  // checksum, which UEFI does not look at
  Append(file, kSubsystemEfiApplication);
  Append(file, kDllCharacteristics);
  Append(file, std::uint64_t{0});  // stack reserve and commit, heap reserve and commit:
  Append(file, std::uint64_t{0});  // UEFI has its own
  Append(file, std::uint64_t{0});
  Append(file, std::uint64_t{0});
  Append(file, std::uint32_t{0});  // loader flags
  AppendDirectories(file, image);
}

void AppendSectionHeader(std::vector<std::byte>& file, const PeSection& section,
                         std::uint32_t position) {
  std::string name = section.name;
  name.resize(8);
  AppendText(file, name);
  Append(file, section.memory_size);
  Append(file, section.address);
  Append(file, FileSize(section));
  Append(file, section.bytes.empty() ? 0U : position);
  Append(file, std::uint64_t{0});  // relocations and line numbers, of object files only
  Append(file, std::uint32_t{0});
  Append(file, section.flags);
}

}  // namespace

std::vector<std::byte> WritePe(const PeImage& image) {
  std::vector<std::byte> file;
  AppendDosHeader(file);
  AppendCoffHeader(file, image);
  AppendOptionalHeader(file, image);
  std::uint32_t position = HeadersSize(image);
  for (const PeSection& section : image.sections) {
    AppendSectionHeader(file, section, position);
    position += FileSize(section);
  }
  PadTo(file, kFileAlignment);
  for (const PeSection& section : image.sections) {
    file.insert(file.end(), section.bytes.begin(), section.bytes.end());
    PadTo(file, kFileAlignment);
  }
  return file;
}

}  // namespace starkernel::elf2efi
