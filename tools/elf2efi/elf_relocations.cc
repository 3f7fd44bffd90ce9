#include "tools/elf2efi/elf_relocations.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "src/base/little_endian.h"
#include "src/base/result.h"
#include "tools/elf2efi/elf_file.h"
#include "tools/elf2efi/elf_image.h"
#include "tools/elf2efi/outcome.h"

namespace starkernel::elf2efi {
namespace {

constexpr std::uint64_t kFlagAllocated = 2;
constexpr std::uint32_t kTypeRela = 4;
constexpr std::uint32_t kTypeRel = 9;
constexpr std::uint32_t kTypeRelr = 19;
constexpr std::uint64_t kRelaSize = 24;
constexpr std::uint32_t kRelative = 8;  // R_X86_64_RELATIVE
constexpr std::uint64_t kWordBytes = 8;
constexpr std::uint64_t kBitsPerMap = 63;

// The eight file bytes at `place`, in whichever segment holds them.
Outcome<std::span<std::byte>> WordAt(std::span<Segment> segments, std::uint64_t place) {
  for (Segment& segment : segments) {
    if (place < segment.address || place - segment.address >= segment.memory_size) {
      continue;
    }
    const std::uint64_t offset = place - segment.address;
    if (offset > segment.bytes.size() || segment.bytes.size() - offset < kWordBytes) {
      return Failure{"the relocation at " + HexText(place) + " has no bytes in the file"};
    }
    if (segment.access == Access::kReadExecute) {
      return Failure{"the relocation at " + HexText(place) +
                     " patches code: compile position-independent code"};
    }
    return std::span(segment.bytes).subspan(offset, kWordBytes);
  }
  return Failure{"the relocation at " + HexText(place) + " lies in no segment"};
}

Outcome<bool> ApplyRela(const ElfFile& file, const SectionHeader& section,
                        std::span<Segment> segments, std::vector<std::uint32_t>& places) {
  const auto entries = TRY(FileRange(file.bytes, section.offset, section.size, "relocations"));
  if (entries.size() % kRelaSize != 0) {
    return Failure{"a relocation section of " + HexText(entries.size()) +
                   " bytes is not made of 24-byte entries"};
  }
  for (std::uint64_t offset = 0; offset < entries.size(); offset += kRelaSize) {
    const auto place = ReadLittleEndian<std::uint64_t>(entries, offset).value();
    const auto type = ReadLittleEndian<std::uint32_t>(entries, offset + 8).value();
    const auto symbol = ReadLittleEndian<std::uint32_t>(entries, offset + 12).value();
    const auto addend = ReadLittleEndian<std::uint64_t>(entries, offset + 16).value();
    if (type != kRelative || symbol != 0) {
      return Failure{"unexpected relocation type " + std::to_string(type) + " with symbol " +
                     std::to_string(symbol) + " at " + HexText(place) +
                     ": only R_X86_64_RELATIVE can be converted"};
    }
    const auto word = TRY(WordAt(segments, place));
    WriteLittleEndian(word, 0, addend).value();
    places.push_back(static_cast<std::uint32_t>(place));
  }
  return true;
}

// Packed relative relocations (gABI, SHT_RELR): an even entry is an address, an odd one a
// bitmap of the 63 words that follow what was described last.
Outcome<bool> ApplyRelr(const ElfFile& file, const SectionHeader& section,
                        std::span<Segment> segments, std::vector<std::uint32_t>& places) {
  const auto entries = TRY(FileRange(file.bytes, section.offset, section.size, "relocations"));
  if (entries.size() % kWordBytes != 0) {
    return Failure{"a packed relocation section of " + HexText(entries.size()) +
                   " bytes is not made of 8-byte entries"};
  }
  std::uint64_t next = 0;
  for (std::uint64_t offset = 0; offset < entries.size(); offset += kWordBytes) {
    const auto entry = ReadLittleEndian<std::uint64_t>(entries, offset).value();
    if (entry % 2 == 0) {
      TRY(WordAt(segments, entry));
      places.push_back(static_cast<std::uint32_t>(entry));
      next = entry + kWordBytes;
      continue;
    }
    for (std::uint64_t bit = 0; bit < kBitsPerMap; ++bit) {
      if ((entry >> (bit + 1) & 1U) != 0) {
        const std::uint64_t place = next + bit * kWordBytes;
        TRY(WordAt(segments, place));
        places.push_back(static_cast<std::uint32_t>(place));
      }
    }
    next += kBitsPerMap * kWordBytes;
  }
  return true;
}

}  // namespace

Outcome<std::vector<std::uint32_t>> ApplyRelocations(const ElfFile& file,
                                                     std::span<Segment> segments) {
  std::vector<std::uint32_t> places;
  for (const SectionHeader& section : file.sections) {
    if ((section.flags & kFlagAllocated) == 0) {
      continue;
    }
    if (section.type == kTypeRel) {
      return Failure{"the file has relocations without addends, which x86_64 does not use"};
    }
    if (section.type == kTypeRela) {
      TRY(ApplyRela(file, section, segments, places));
    } else if (section.type == kTypeRelr) {
      TRY(ApplyRelr(file, section, segments, places));
    }
  }
  std::ranges::sort(places);
  if (const auto twice = std::ranges::adjacent_find(places); twice != places.end()) {
    return Failure{"two relocations at " + HexText(*twice)};
  }
  return places;
}

}  // namespace starkernel::elf2efi
