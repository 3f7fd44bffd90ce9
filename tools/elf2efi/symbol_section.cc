#include "tools/elf2efi/symbol_section.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "src/hal/x86_64/symbol_table.h"
#include "tools/elf2efi/byte_sink.h"
#include "tools/elf2efi/demangle.h"
#include "tools/elf2efi/elf_image.h"

namespace starkernel::elf2efi {
namespace {

// The compiler's marks in front of functions that are called through pointers (-fsanitize=kcfi):
// nothing is ever executed there, and their names are as long as the functions'.
void DropTypeMarks(std::vector<FunctionSymbol>& functions) {
  std::erase_if(functions,
                [](const FunctionSymbol& function) { return function.name.starts_with("__cfi_"); });
}

void KeepOnePerAddress(std::vector<FunctionSymbol>& functions) {
  std::ranges::sort(functions, {}, [](const FunctionSymbol& function) {
    return std::tuple(function.address, ~function.size, function.name);
  });
  const auto rest = std::ranges::unique(functions, {}, &FunctionSymbol::address);
  functions.erase(rest.begin(), rest.end());
}

}  // namespace

std::string ReadableName(const std::string& name) {
  std::string readable = Demangle(name);
  if (readable.size() > kLongestName) {
    readable.resize(kLongestName - 3);
    readable += "...";
  }
  return readable;
}

std::vector<std::byte> BuildSymbolSection(std::vector<FunctionSymbol> functions) {
  DropTypeMarks(functions);
  KeepOnePerAddress(functions);
  std::vector<std::byte> bytes;
  Append(bytes, hal::kSymbolTableMagic);
  Append(bytes, static_cast<std::uint32_t>(functions.size()));
  const std::size_t names_start =
      hal::kSymbolTableHeaderBytes + functions.size() * hal::kSymbolTableEntryBytes;
  std::string names;
  for (const FunctionSymbol& function : functions) {
    const std::string name = ReadableName(function.name);
    Append(bytes, function.address);
    Append(bytes, function.size);
    Append(bytes, static_cast<std::uint32_t>(names_start + names.size()));
    Append(bytes, static_cast<std::uint32_t>(name.size()));
    names += name;
  }
  for (const char character : names) {
    bytes.push_back(static_cast<std::byte>(character));
  }
  return bytes;
}

}  // namespace starkernel::elf2efi
