#pragma once

#include <array>

#include "src/forthvm/branch_instructions.h"
#include "src/forthvm/call_instructions.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/string_words.h"

/// Words that change what is executed next.
namespace starkernel::forthvm::execution_words {

inline Status Execute(VmState& vm, Instruction) {
  return call_instructions::ExecuteToken(vm, vm.data.Pop());
}
inline Status Bye(VmState& /*vm*/, Instruction /*instruction*/) { return Status::kBye; }

inline constexpr std::array kWords{
    Word{"EXECUTE", Checked<1, 0, Execute>, "( i*x xt -- j*x )", "Execute the word xt."},
    Word{"EXIT", call_instructions::Exit, "( -- )", "Return from the definition.", kCompileOnly},
    Word{"I", Checked<0, 1, branch_instructions::InLoop<1, branch_instructions::Index<0>>>,
         "( -- n )", "The index of the innermost counted loop.", kCompileOnly},
    Word{"J", Checked<0, 1, branch_instructions::InLoop<2, branch_instructions::Index<1>>>,
         "( -- n )", "The index of the next outer counted loop.", kCompileOnly},
    Word{"UNLOOP", branch_instructions::InLoop<1, branch_instructions::Unloop>, "( -- )",
         "Forget the innermost counted loop, before EXIT.", kCompileOnly},
    Word{"ABORT\"", Compiling<string_words::CompileString<Opcode::kAbortString, false>>,
         "( \"text<quote>\" -- ) ( run: flag -- )",
         "Throw -2 with the text as message if flag is true.", kCompiler},
    Word{"QUIT", nullptr, "( -- )",
         "Return to the prompt, leaving the data stack; in a start-up file, end the file."},
    Word{"BYE", Bye, "( -- )", "End the VM instance."},
};

}  // namespace starkernel::forthvm::execution_words
