#include "tools/elf2efi/convert.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "src/base/result.h"
#include "src/loader/packed_kernel.h"
#include "tools/elf2efi/base_relocations.h"
#include "tools/elf2efi/byte_sink.h"
#include "tools/elf2efi/elf_file.h"
#include "tools/elf2efi/elf_image.h"
#include "tools/elf2efi/elf_relocations.h"
#include "tools/elf2efi/elf_segments.h"
#include "tools/elf2efi/elf_symbols.h"
#include "tools/elf2efi/kernel_section.h"
#include "tools/elf2efi/outcome.h"
#include "tools/elf2efi/pe_image.h"
#include "tools/elf2efi/symbol_section.h"

namespace starkernel::elf2efi {
namespace {

// The headers have to end within the first page: 16 sections leave ample room.
constexpr std::size_t kMaximumSegments = 14;

PeSection SectionOf(Segment segment) {
  PeSection section{.address = segment.address,
                    .memory_size = segment.memory_size,
                    .bytes = std::move(segment.bytes)};
  switch (segment.access) {
    case Access::kReadOnly:
      section.name = ".rodata";
      section.flags = kSectionInitializedData | kSectionRead;
      break;
    case Access::kReadWrite:
      section.name = ".data";
      section.flags = kSectionInitializedData | kSectionRead | kSectionWrite;
      break;
    case Access::kReadExecute:
      section.name = ".text";
      section.flags = kSectionCode | kSectionRead | kSectionExecute;
      break;
  }
  return section;
}

void AddAfterLast(PeImage& image, std::string name, std::vector<std::byte> bytes,
                  std::uint32_t flags) {
  const PeSection& last = image.sections.back();
  const std::uint32_t address = RoundUp(last.address + last.memory_size, kPageBytes);
  const auto size = static_cast<std::uint32_t>(bytes.size());
  image.sections.push_back({.name = std::move(name),
                            .address = address,
                            .memory_size = size,
                            .flags = kSectionInitializedData | kSectionRead | flags,
                            .bytes = std::move(bytes)});
}

Outcome<std::uint32_t> CheckEntry(std::uint64_t entry, const std::vector<Segment>& segments) {
  for (const Segment& segment : segments) {
    if (segment.access == Access::kReadExecute && entry >= segment.address &&
        entry - segment.address < segment.bytes.size()) {
      return static_cast<std::uint32_t>(entry);
    }
  }
  return Failure{"the entry point " + HexText(entry) + " lies in no executable segment"};
}

Outcome<bool> CheckInitializers(const ElfFile& file) {
  constexpr std::uint32_t kInitArray = 14;
  for (const SectionHeader& section : file.sections) {
    if (section.type == kInitArray && section.size > 0) {
      return Failure{"the file has " + std::to_string(section.size / sizeof(std::uint64_t)) +
                     " static initializers, which nothing would run"};
    }
  }
  return true;
}

}  // namespace

Outcome<ElfImage> ReadElf(std::span<const std::byte> elf) {
  const ElfFile file = TRY(ReadElfFile(elf));
  TRY(CheckInitializers(file));
  ElfImage image;
  image.segments = TRY(ReadSegments(file));
  if (image.segments.size() > kMaximumSegments) {
    return Failure{"the file has " + std::to_string(image.segments.size()) +
                   " loadable segments, at most " + std::to_string(kMaximumSegments) +
                   " can be converted"};
  }
  image.entry = TRY(CheckEntry(file.entry, image.segments));
  image.relocations = TRY(ApplyRelocations(file, image.segments));
  image.functions = TRY(ReadFunctionSymbols(file));
  return image;
}

Outcome<std::vector<std::byte>> Convert(std::span<const std::byte> elf,
                                        std::span<const std::byte> kernel) {
  ElfImage source = TRY(ReadElf(elf));
  PeImage image{.entry = source.entry};
  for (Segment& segment : source.segments) {
    image.sections.push_back(SectionOf(std::move(segment)));
  }
  AddAfterLast(image, ".symbols", BuildSymbolSection(std::move(source.functions)), 0);
  if (!kernel.empty()) {
    AddAfterLast(image, std::string(loader::kPackedKernelSection), TRY(BuildKernelSection(kernel)),
                 0);
  }
  AddAfterLast(image, ".reloc", BuildBaseRelocations(source.relocations), kSectionDiscardable);
  return WritePe(image);
}

}  // namespace starkernel::elf2efi
