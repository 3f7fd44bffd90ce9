#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace starkernel::tools {

/// Two codes side by side.
using CodePair = std::pair<std::uint16_t, std::uint16_t>;

/// Texts as rows of codes, and what those codes stand for; what it means is in
/// src/base/packed_text.h.
struct PairedTexts {
  std::vector<CodePair> pairs;                   ///< Of code kFirstPair, the next, and so on.
  std::vector<std::vector<std::uint16_t>> rows;  ///< One for each text.
};

/// Replaces the most frequent pair of codes in all texts by a new code, again and again, as long as
/// that makes them smaller. No pair reaches from one text into the next.
[[nodiscard]] PairedTexts FindPairs(std::span<const std::string_view> texts);

}  // namespace starkernel::tools
