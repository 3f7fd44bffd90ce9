#pragma once

#include <cstddef>
#include <optional>

#include "src/forthvm/word_header.h"
#include "src/forthvm/word_module.h"

namespace starkernel::forthvm {

/// A word that every VM instance is born with, and its module.
struct BuiltIn {
  WordModule module;
  Word word;
};

/// What the tables say of the word in that place; nothing if it is one of a program's. The words of
/// the tables have the first places, in their order.
[[nodiscard]] inline std::optional<BuiltIn> FindBuiltIn(HeaderIndex word) {
  std::size_t index = word.value();
  if (index == 0) {
    return std::nullopt;
  }
  --index;
  for (const WordModule& module : WordModules()) {
    if (index < module.words.size()) {
      return BuiltIn{.module = module, .word = module.words[index]};
    }
    index -= module.words.size();
  }
  return std::nullopt;
}

}  // namespace starkernel::forthvm
