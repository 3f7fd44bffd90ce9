#pragma once

#include <array>
#include <string_view>

#include "src/base/ids.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/forget.h"
#include "src/forthvm/input.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that give back what words take.
namespace starkernel::forthvm::forget_words {

inline Status ForgetWord(VmState& vm, Instruction) {
  const std::string_view name = ParseName(vm);
  if (name.empty()) {
    return vm.Throw(ThrowCode::kZeroLengthName, {});
  }
  const HeaderIndex word = vm.dictionary.FindNameIn(vm.dictionary.current(), name);
  return word == HeaderIndex(0) ? vm.Throw(ThrowCode::kUndefinedWord, name) : Forget(vm, word);
}

inline Status Marker(VmState& vm, Instruction) {
  if (!vm.code.HasRoom(kMaximumOrder + 1) &&
      !vm.Enlarge(StoragePart::kCode, vm.code.own_count() + kMaximumOrder + 1)) {
    return vm.ThrowFull(ThrowCode::kDictionaryOverflow, "code instructions are used up",
                        vm.code.capacity());
  }
  const Status made = CreateWord(vm, ParseName(vm), Opcode::kMarker, 0);
  if (made == Status::kNext) {
    SaveSearchOrder(vm, vm.latest);
  }
  return made;
}

inline constexpr std::array kWords{
    Word{"FORGET", ForgetWord, "( \"name\" -- )",
         "Forget the word of the compilation wordlist, and all that were made after it, with code "
         "and data."},
    Word{"MARKER", Marker, "( \"name\" -- ) ( name: -- )",
         "Make a word that forgets itself and all that were made after it, and sets the search "
         "order as it was."},
};

}  // namespace starkernel::forthvm::forget_words
