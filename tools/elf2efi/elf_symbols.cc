#include "tools/elf2efi/elf_symbols.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
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

constexpr std::uint32_t kTypeSymbolTable = 2;
constexpr std::uint64_t kSymbolSize = 24;
constexpr std::uint8_t kFunction = 2;  // STT_FUNC
constexpr std::uint16_t kUndefined = 0;

Outcome<std::string> NameAt(std::span<const std::byte> strings, std::uint32_t offset) {
  if (offset >= strings.size()) {
    return Failure{"a symbol name at " + HexText(offset) + " lies outside the string table of " +
                   HexText(strings.size()) + " bytes"};
  }
  const auto tail = strings.subspan(offset);
  const auto end = std::ranges::find(tail, std::byte{0});
  if (end == tail.end()) {
    return Failure{"the symbol name at " + HexText(offset) + " has no end"};
  }
  std::string name;
  std::ranges::transform(tail.begin(), end, std::back_inserter(name),
                         [](std::byte byte) { return static_cast<char>(byte); });
  return name;
}

Outcome<bool> ReadTable(const ElfFile& file, const SectionHeader& table,
                        std::vector<FunctionSymbol>& functions) {
  const auto symbols = TRY(FileRange(file.bytes, table.offset, table.size, "symbol table"));
  if (table.link >= file.sections.size()) {
    return Failure{"the symbol table's string table is section " + std::to_string(table.link) +
                   " of " + std::to_string(file.sections.size())};
  }
  const SectionHeader& names = file.sections.at(table.link);
  const auto strings = TRY(FileRange(file.bytes, names.offset, names.size, "string table"));
  for (std::uint64_t offset = 0; symbols.size() - offset >= kSymbolSize; offset += kSymbolSize) {
    const auto name = ReadLittleEndian<std::uint32_t>(symbols, offset).value();
    const auto info = ReadLittleEndian<std::uint8_t>(symbols, offset + 4).value();
    const auto section = ReadLittleEndian<std::uint16_t>(symbols, offset + 6).value();
    const auto address = ReadLittleEndian<std::uint64_t>(symbols, offset + 8).value();
    const auto size = ReadLittleEndian<std::uint64_t>(symbols, offset + 16).value();
    if ((info & 0xFU) != kFunction || section == kUndefined) {
      continue;
    }
    if (address > UINT32_MAX || size > UINT32_MAX - address) {
      return Failure{"the function at " + HexText(address) + ", size " + HexText(size) +
                     " lies outside the image"};
    }
    functions.push_back({.address = static_cast<std::uint32_t>(address),
                         .size = static_cast<std::uint32_t>(size),
                         .name = TRY(NameAt(strings, name))});
  }
  return true;
}

}  // namespace

Outcome<std::vector<FunctionSymbol>> ReadFunctionSymbols(const ElfFile& file) {
  std::vector<FunctionSymbol> functions;
  for (const SectionHeader& section : file.sections) {
    if (section.type == kTypeSymbolTable) {
      TRY(ReadTable(file, section, functions));
    }
  }
  return functions;
}

}  // namespace starkernel::elf2efi
