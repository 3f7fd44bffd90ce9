#pragma once

#include <array>
#include <string_view>

#include "src/forthvm/checked.h"
#include "src/forthvm/input.h"
#include "src/forthvm/see/word_source.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that show what was compiled.
namespace starkernel::forthvm::see_words {

inline Status See(VmState& vm, Instruction) {
  const std::string_view name = ParseName(vm);
  if (name.empty()) {
    return vm.Throw(ThrowCode::kZeroLengthName, {});
  }
  const HeaderIndex word = vm.dictionary.FindName(name);
  if (word == HeaderIndex(0)) {
    return vm.Throw(ThrowCode::kUndefinedWord, name);
  }
  WriteWordSource(vm, word);
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"SEE", Checked<0, 0, See>, "( \"name\" -- )",
         "Show source text that makes the word named next."},
};

}  // namespace starkernel::forthvm::see_words
