#pragma once

#include <array>

#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/search_order_words.h"

/// The standard's words for machine code, of which a VM instance has none: all that it executes are
/// verified instructions, which only the compiler makes.
namespace starkernel::forthvm::machine_code_words {

inline Status Refuse(VmState& vm, Instruction instruction) {
  return vm.Throw(instruction, ThrowCode::kUnsupported);
}

inline constexpr std::array kWords{
    Word{"ASSEMBLER", search_order_words::UseVocabulary, "( -- )",
         "Search first a vocabulary for words that assemble, which is empty at birth.",
         kVocabulary},
    Word{"CODE", Refuse, "( \"name\" -- )", "Throw -21: a VM instance has no machine code."},
    Word{";CODE", Compiling<Refuse>, "( -- )", "Throw -21: a VM instance has no machine code.",
         kCompiler},
};

}  // namespace starkernel::forthvm::machine_code_words
