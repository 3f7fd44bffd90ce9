#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starkernel::tools {

/// Rows of codes as src/base/packed_text.h has them.
struct PackedTexts {
  std::string pairs;               ///< The table, for all texts.
  std::vector<std::string> texts;  ///< One for each text, in their order.
};

/// Packs texts of any bytes; the more they have in common, the smaller. The same texts give the
/// same bytes.
[[nodiscard]] PackedTexts PackTexts(std::span<const std::string_view> texts);

}  // namespace starkernel::tools
