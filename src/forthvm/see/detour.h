#pragma once

#include <cstddef>
#include <optional>

#include "src/base/fixed_vector.h"
#include "src/base/ids.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// What has to be done so that the name of a word finds it, and not another.
struct Detour {
  static constexpr std::size_t kMost = 8;
  bool is_needed = false;
  /// The wordlist that has to be searched first, unless that is so.
  WordId wordlist = kNoWord;
  /// Names to be hidden that are in the way, or the word's own if that is hidden.
  FixedVector<WordId, kMost> toggled{};
};

/// The detour to a word; nothing if it has no name, or more than Detour::kMost others are in the
/// way. Leaves the dictionary as it was.
[[nodiscard]] std::optional<Detour> FindDetour(Dictionary& dictionary, HeaderIndex word);

}  // namespace starkernel::forthvm
