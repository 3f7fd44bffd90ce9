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

/// What Dictionary::FindName gives, by way of the names that are hot: what `is_hot(HeaderIndex)`
/// says is hot is found there the next time.
template <typename IsHot>
[[nodiscard]] HeaderIndex FindHotName(const Dictionary& dictionary, physics::HotNames& hot,
                                      std::string_view name, const IsHot& is_hot) {
  static_assert(physics::HotNames::kLongest == kKeyCharacters);
  if (name.empty() || name.size() > physics::HotNames::kLongest) {
    return dictionary.FindName(name);
  }
  const NameKey key = KeyOf(name);
  const physics::HotNames::Name known{
      .characters = key.start, .hash = key.hash, .length = name.size()};
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

}  // namespace starkernel::forthvm
