#include "tools/text_packer/cpp_literal.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <format>
#include <string>
#include <string_view>

namespace starkernel::tools {
namespace {

constexpr std::size_t kBytesInALine = 64;

/// Three octal digits, as no fourth can follow; other escapes take in what comes behind.
std::string Escaped(char byte) {
  const bool plain = byte >= ' ' && byte <= '~' && byte != '"' && byte != '\\';
  return plain ? std::string(1, byte) : std::format("\\{:03o}", static_cast<std::uint8_t>(byte));
}

}  // namespace

std::string CppLiteral(std::string_view bytes) {
  std::string literal;
  do {
    literal += literal.empty() ? "\"" : "\n    \"";
    for (const char byte : bytes.substr(0, kBytesInALine)) {
      literal += Escaped(byte);
    }
    literal += '"';
    bytes.remove_prefix(std::min(bytes.size(), kBytesInALine));
  } while (!bytes.empty());
  return literal + "sv";
}

}  // namespace starkernel::tools
