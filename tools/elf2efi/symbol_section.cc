#include "tools/elf2efi/symbol_section.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "src/hal/x86_64/symbol_table.h"
#include "tools/elf2efi/byte_sink.h"
#include "tools/elf2efi/demangle.h"
#include "tools/elf2efi/elf_image.h"
#include "tools/text_packer/text_packer.h"

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

void Drop(std::string& text, std::string_view part) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
    text.erase(at, part.size());
  }
}

// The end of an operator's name that begins at `at`, as of `operator()` or `operator<<`.
std::size_t OperatorEnd(std::string_view name, std::size_t at) {
  constexpr std::string_view kOperator = "operator";
  if (!name.substr(at).starts_with(kOperator)) {
    return at;
  }
  const std::size_t symbol = at + kOperator.size();
  if (name.substr(symbol).starts_with("()")) {
    return symbol + 2;
  }
  return std::min(name.find_first_not_of("<>=-+*/%!&|^~[],", symbol), name.size());
}

// Up to the parameters: the first parenthesis outside of template arguments.
void DropParameters(std::string& name) {
  int depth = 0;
  std::size_t at = 0;
  while (at < name.size()) {
    if (const std::size_t end = OperatorEnd(name, at); end > at) {
      at = end;
      continue;
    }
    if (name[at] == '(' && depth == 0 && at > 0) {
      name.resize(at);
      return;
    }
    depth += name[at] == '<' ? 1 : 0;
    depth -= name[at] == '>' ? 1 : 0;
    ++at;
  }
}

// Templates are demangled with the type of their result: up to the last space outside of template
// arguments, but for that of `operator bool` and the like.
void DropResult(std::string& name) {
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t at = 0; at < name.size() && !name.substr(at).starts_with("operator"); ++at) {
    depth += name[at] == '<' ? 1 : 0;
    depth -= name[at] == '>' ? 1 : 0;
    start = name[at] == ' ' && depth == 0 ? at + 1 : start;
  }
  name.erase(0, start);
}

tools::PackedTexts PackNames(std::span<const FunctionSymbol> functions) {
  std::vector<std::string> names;
  names.reserve(functions.size());
  for (const FunctionSymbol& function : functions) {
    names.push_back(ReadableName(function.name));
  }
  return tools::PackTexts(std::vector<std::string_view>(names.begin(), names.end()));
}

void AppendText(std::vector<std::byte>& bytes, std::string_view text) {
  for (const char character : text) {
    bytes.push_back(static_cast<std::byte>(character));
  }
}

void AppendShortNumber(std::vector<std::byte>& bytes, std::uint32_t value) {
  for (; value > 0x7FU; value >>= 7U) {
    bytes.push_back(static_cast<std::byte>(value | 0x80U));
  }
  bytes.push_back(static_cast<std::byte>(value));
}

}  // namespace

std::string ReadableName(const std::string& name) {
  std::string readable = Demangle(name);
  if (readable != name) {
    Drop(readable, "starkernel::");
    Drop(readable, "(anonymous namespace)::");
    Drop(readable, "__1::");
    DropParameters(readable);
    DropResult(readable);
  }
  if (readable.size() > hal::kLongestSymbolName) {
    readable.resize(hal::kLongestSymbolName - 3);
    readable += "...";
  }
  return readable;
}

std::vector<std::byte> BuildSymbolSection(std::vector<FunctionSymbol> functions) {
  DropTypeMarks(functions);
  KeepOnePerAddress(functions);
  const tools::PackedTexts names = PackNames(functions);
  std::vector<std::byte> bytes;
  Append(bytes, hal::kSymbolTableMagic);
  Append(bytes, static_cast<std::uint32_t>(functions.size()));
  Append(bytes, static_cast<std::uint32_t>(names.pairs.size()));
  AppendText(bytes, names.pairs);
  std::uint32_t end = 0;
  for (std::size_t index = 0; index < functions.size(); ++index) {
    const std::uint32_t start = functions[index].address;
    const std::uint32_t room =
        index + 1 < functions.size() ? functions[index + 1].address - start : UINT32_MAX;
    const std::uint32_t size = std::min(functions[index].size, room);
    AppendShortNumber(bytes, start - end);
    AppendShortNumber(bytes, size);
    AppendShortNumber(bytes, static_cast<std::uint32_t>(names.texts[index].size()));
    AppendText(bytes, names.texts[index]);
    end = start + size;
  }
  return bytes;
}

}  // namespace starkernel::elf2efi
