#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace starkernel::tools {

/// What takes machine code apart: llvm-objcopy and llvm-objdump, and a directory for their files.
struct Disassembler {
  std::filesystem::path objcopy;
  std::filesystem::path objdump;
  std::filesystem::path directory;
};

/// The machine code of a definition.
struct ListedWord {
  std::string source;     ///< The line that defines it.
  std::size_t bytes = 0;  ///< All of it, with what leaves it to other engines.
  std::size_t instructions = 0;
  std::string listing;  ///< An instruction in a row, behind its place from the word's beginning.
};

/// What the native compiler makes of definitions, one in each line of `source`, and each behind
/// those before. The error says which has no machine code, or which tool failed.
[[nodiscard]] std::expected<std::vector<ListedWord>, std::string> ListNativeCode(
    std::string_view source, const Disassembler& tools);

/// As a file has it.
[[nodiscard]] std::string TextOf(const std::vector<ListedWord>& words);

}  // namespace starkernel::tools
