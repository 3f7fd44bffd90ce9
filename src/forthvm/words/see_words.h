#pragma once

#include <array>
#include <string_view>

#include "src/forthvm/checked.h"
#include "src/forthvm/input.h"
#include "src/forthvm/see/code_listing.h"
#include "src/forthvm/see/word_source.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that show what was compiled.
namespace starkernel::forthvm::see_words {

/// Shows the word named next, by what `kShow` writes.
template <auto kShow>
Status See(VmState& vm, Instruction) {
  const std::string_view name = ParseName(vm);
  if (name.empty()) {
    return vm.Throw(ThrowCode::kZeroLengthName, {});
  }
  const HeaderIndex word = vm.dictionary.FindName(name);
  if (word == HeaderIndex(0)) {
    return vm.Throw(ThrowCode::kUndefinedWord, name);
  }
  kShow(vm, word);
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"SEE", Checked<0, 0, See<WriteWordSource>>, "( \"name\" -- )",
         "Show source text that makes the word named next."},
    Word{"SEE-CODE", Checked<0, 0, See<WriteCodeListing>>, "( \"name\" -- )",
         "Show the instructions of the word named next; plain: what the fast engine leaves to "
         "the plain one. Behind them the word's machine code, if it has some."},
};

}  // namespace starkernel::forthvm::see_words
