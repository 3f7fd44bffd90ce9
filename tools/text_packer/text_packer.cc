#include "tools/text_packer/text_packer.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/text_packer/pair_finder.h"

namespace starkernel::tools {
namespace {

std::string RowOf(std::span<const std::uint16_t> codes) {
  std::string bytes;
  const auto append = [&bytes](unsigned value) {
    bytes.push_back(static_cast<char>(value & 0xFFU));
  };
  bool half = false;
  unsigned rest = 0;
  for (const std::uint16_t code : codes) {
    if (half) {
      append(rest | (static_cast<unsigned>(code) << 4U));
      append(static_cast<unsigned>(code) >> 4U);
    } else {
      append(code);
      rest = static_cast<unsigned>(code) >> 8U;
    }
    half = !half;
  }
  if (half) {
    append(rest);
  }
  return bytes;
}

}  // namespace

PackedTexts PackTexts(std::span<const std::string_view> texts) {
  const PairedTexts paired = FindPairs(texts);
  std::vector<std::uint16_t> table;
  for (const CodePair& pair : paired.pairs) {
    table.push_back(pair.first);
    table.push_back(pair.second);
  }
  PackedTexts packed{.pairs = RowOf(table), .texts = {}};
  for (const std::vector<std::uint16_t>& row : paired.rows) {
    packed.texts.push_back(RowOf(row));
  }
  return packed;
}

}  // namespace starkernel::tools
