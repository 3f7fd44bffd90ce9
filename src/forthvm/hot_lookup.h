#pragma once

#include <cstdint>
#include <string_view>

#include "src/base/ids.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/name_key.h"
#include "src/forthvm/word_header.h"
#include "src/physics/hot_names.h"

namespace starkernel::forthvm {

struct VmState;

/// A name of 1 to HotNames::kLongest characters, as it was typed.
[[nodiscard]] inline physics::HotNames::Name HotNameOf(std::string_view name) {
  static_assert(physics::HotNames::kLongest == kKeyCharacters);
  const NameKey key = KeyOf(name);
  return {.characters = key.start, .hash = key.hash, .length = name.size()};
}

/// What Dictionary::FindName gives, by way of the names that are hot: what `is_hot(HeaderIndex)`
/// says is hot is found there the next time.
template <typename IsHot>
[[nodiscard]] HeaderIndex FindHotName(const Dictionary& dictionary, physics::HotNames& hot,
                                      std::string_view name, const IsHot& is_hot) {
  if (name.empty() || name.size() > physics::HotNames::kLongest) {
    return dictionary.FindName(name);
  }
  const physics::HotNames::Name known = HotNameOf(name);
  const std::uint64_t generation = dictionary.generation();
  if (const HeaderIndex place(hot.Find(known, generation)); place != HeaderIndex(0)) {
    return place;
  }
  const HeaderIndex found = dictionary.FindName(name);
  if (found != HeaderIndex(0) && is_hot(found)) {
    hot.Put(known, generation, found.value());
  }
  return found;
}

/// What the dictionary's Find gives, where physics is on and names of hot words are kept.
[[nodiscard]] WordId FindByHeat(VmState& vm, std::string_view name);

/// Keeps the name of a word there, if it is one that is kept and finds the word today.
void KeepName(VmState& vm, HeaderIndex word);

}  // namespace starkernel::forthvm
